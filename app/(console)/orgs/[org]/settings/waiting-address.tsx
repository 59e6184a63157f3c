import { resend, takeBack } from "@/app/(console)/orgs/[org]/settings/actions";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";

type WaitingAddressProps = {
  org: string;
  contact: "alerting" | "invoicing";
  version: number;
  held: string;
  waiting: string;
};

const sent = { alerting: "Security alerts", invoicing: "Invoices" } as const;

/** An address that nobody has confirmed yet: what happens meanwhile, and what can be done about it. */
export function WaitingAddress({ org, contact, version, held, waiting }: WaitingAddressProps) {
  return (
    <Alert
      title={<span className="wrap-anywhere">Waiting for {waiting}</span>}
      action={
        <div className="flex flex-wrap gap-2">
          <ActionForm action={resend.bind(null, org)}>
            <input type="hidden" name="contact" value={contact} />
            <SubmitButton variant="secondary" size="sm" pendingLabel="Sending…">
              Send again
            </SubmitButton>
          </ActionForm>
          <ActionForm action={takeBack.bind(null, org)}>
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name={`${contact}Email`} value={held} />
            <SubmitButton variant="ghost" size="sm" pendingLabel="Taking back…">
              Take back
            </SubmitButton>
          </ActionForm>
        </div>
      }
    >
      {sent[contact]} go to <span className="wrap-anywhere">{held}</span> until the link that we mailed to the
      new address is opened there.
    </Alert>
  );
}
