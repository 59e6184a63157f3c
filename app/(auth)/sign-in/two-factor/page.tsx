import type { Metadata } from "next";
import { signOut } from "@/app/(auth)/sign-in/actions";
import { wantedPath } from "@/app/(auth)/sign-in/way-on";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { sessionHalfway, sessionOverdueOrNull, sessionPersonOrNull } from "@/lib/auth/session";
import { findSecondFactors } from "@/lib/domain/sign-in/queries";
import { page } from "@/lib/web/page";
import { ProveFactor } from "./prove-factor";
import { SetUpFactor } from "./set-up-factor";

export const metadata: Metadata = { title: "Second factor" };

export default page(async ({ searchParams }: PageProps<"/sign-in/two-factor">) => {
  const search = await searchParams;
  const callbackUrl = wantedPath(search.callbackUrl);
  const done = (await sessionPersonOrNull()) ?? (await sessionOverdueOrNull());
  // The set-up signs in by its last step, and must keep its place here to show the recovery codes after.
  if (done) return <SetUpFactor signedIn email={done.email} owes={[]} callbackUrl={callbackUrl} />;
  const halfway = await sessionHalfway();
  const factors = await findSecondFactors(halfway);
  if (factors.owes.length > 0)
    return (
      <SetUpFactor signedIn={false} email={halfway.email} owes={factors.owes} callbackUrl={callbackUrl} />
    );
  if (!factors.authenticator && !factors.passkey) return <NothingAsked />;
  return (
    <ProveFactor
      email={halfway.email}
      factors={factors}
      byRecoveryCode={search.way === "recovery-code"}
      callbackUrl={callbackUrl}
    />
  );
});

/** The demand was dropped, or the factor removed elsewhere, since this sign-in began. */
function NothingAsked() {
  return (
    <AuthShell
      title="Sign in once more"
      description="What was asked of your account changed a moment ago. Nothing more than your usual way of signing in is needed now."
    >
      <ActionForm action={signOut}>
        <SubmitButton>Back to sign in</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
