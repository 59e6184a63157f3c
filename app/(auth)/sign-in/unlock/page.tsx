import type { Metadata } from "next";
import { unlock } from "@/app/(auth)/sign-in/actions";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { peekToken } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";

export const metadata: Metadata = { title: "Unlock your account" };

/** Opening the link unlocks nothing, since mail scanners open links; the button does. */
export default async function UnlockPage({ searchParams }: PageProps<"/sign-in/unlock">) {
  const { token } = await searchParams;
  const found = typeof token === "string" && token.length <= 200 ? await peekToken("unlock", token) : null;
  if (!found || found.expiresAt <= now()) {
    return (
      <AuthShell
        title="This link is no longer valid"
        description="Links work once, for a day. You can always sign in by a link that we email you, or choose a new password."
      >
        <div className="flex flex-col gap-2">
          <ButtonLink href="/sign-in" variant="primary">
            Sign in
          </ButtonLink>
          <ButtonLink href="/reset-password">Choose a new password</ButtonLink>
        </div>
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title="Unlock your account"
      description="Signing in by password is paused after several wrong ones. If those were yours, end the pause here. If not, leave it: it ends by itself, and a link by email signs you in at any time."
    >
      <ActionForm action={unlock}>
        <input type="hidden" name="token" value={String(token)} />
        <SubmitButton pendingLabel="Unlocking…">Unlock</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
