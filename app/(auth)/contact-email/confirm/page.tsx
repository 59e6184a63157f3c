import type { Metadata } from "next";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { openContactLink } from "@/lib/domain/contact-emails/queries";
import { confirm } from "./actions";

export const metadata: Metadata = { title: "Confirm an address", referrer: "no-referrer" };

const purpose = { alerting: "security alerts", invoicing: "invoices" } as const;

/** Opening the link confirms nothing, since mail scanners open links; the button does. */
export default async function ConfirmContactPage({ searchParams }: PageProps<"/contact-email/confirm">) {
  const { token, done } = await searchParams;
  if (done) {
    return (
      <AuthShell
        title="The address is confirmed"
        description="Mail goes there from now on. You can close this page."
      />
    );
  }
  const link =
    typeof token === "string" && token.length <= 200
      ? await openContactLink(token)
      : ({ state: "gone" } as const);
  if (link.state !== "open") {
    return (
      <AuthShell
        title={link.state === "expired" ? "This link has expired" : "This link is no longer valid"}
        description={
          link.state === "expired"
            ? "Links work for seven days. Ask an administrator of the organization to send it again."
            : "It may have been used, or a newer one has replaced it."
        }
      />
    );
  }
  return (
    <AuthShell
      title="Confirm this address"
      description={`${link.organization} wants its ${purpose[link.contact]} sent to ${link.email}.`}
    >
      <ActionForm action={confirm}>
        <input type="hidden" name="token" value={String(token)} />
        <SubmitButton pendingLabel="Confirming…">Confirm address</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
