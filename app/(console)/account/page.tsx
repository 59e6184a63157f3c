import type { Metadata, Route } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SaveBar } from "@/components/form/save-bar";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { sessionPerson } from "@/lib/auth/session";
import { findProfile } from "@/lib/domain/users/queries";
import { page } from "@/lib/web/page";
import { AccountShell } from "./account-shell";
import { remove, saveProfile } from "./actions";
import { ChangeEmailDialog } from "./change-email-dialog";
import { SettingCard } from "./setting";
import { timeZoneOptions } from "./time-zones";
import { ZoneField } from "./zone-field";

export const metadata: Metadata = { title: "Your account" };

export default page(async () => {
  const person = await sessionPerson();
  const account = await findProfile(person);
  return (
    <AccountShell person={person} at="/account">
      <div className="flex flex-col gap-6">
        <SettingCard
          id="profile"
          title="Profile"
          description="Others see your name in every organization that you belong to."
        >
          <ActionForm action={saveProfile} className="max-w-lg">
            <Field name="name" label="Name" autoComplete="name" defaultValue={account.name} required />
            <ZoneField
              options={timeZoneOptions()}
              defaultValue={account.timeZone ?? "UTC"}
              hint="Dates of your own account are shown in it."
            />
            <SaveBar />
          </ActionForm>
        </SettingCard>
        <SettingCard
          id="email"
          title="Email"
          description={
            <>
              You sign in with <strong className="font-medium text-ink">{account.email}</strong>, and mail to
              you goes there.
            </>
          }
          action={<ChangeEmailDialog email={account.email} />}
        >
          {account.pendingEmail ? (
            <Alert title={`Waiting for ${account.pendingEmail}`}>
              We mailed a link there. Open it in a browser where you are signed in to finish the change. If
              nothing came, ask for the change again.
            </Alert>
          ) : null}
        </SettingCard>
        <DeleteCard email={account.email} soleOwnerOf={account.soleOwnerOf} />
      </div>
    </AccountShell>
  );
});

type DeleteCardProps = { email: string; soleOwnerOf: { name: string; slug: string }[] };

function DeleteCard({ email, soleOwnerOf }: DeleteCardProps) {
  const held = soleOwnerOf.length > 0;
  return (
    <SettingCard
      id="delete"
      title="Delete account"
      description="You leave every organization, your user keys stop working, and nobody can sign in to the account again."
      action={
        held ? null : (
          <ConfirmDialog
            trigger={<Button variant="danger">Delete account</Button>}
            title="Delete your account?"
            description="You leave every organization and are signed out everywhere. Your user keys, password and second factors are deleted. What you did stays in the organizations' audit logs. This cannot be undone."
            typed={email}
            typedFold
            confirmLabel="Delete account"
            pendingLabel="Deleting…"
            danger
            action={remove}
          />
        )
      }
    >
      {held ? (
        <Alert tone="warning" title="You cannot delete your account yet">
          You are the only Owner of the organizations below. Give another member of each the role Owner first.
          <ul className="mt-2 list-disc pl-4">
            {soleOwnerOf.map(({ name, slug }) => (
              <li key={slug}>
                <Link href={`/orgs/${slug}/members` as Route} className="link wrap-anywhere">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </SettingCard>
  );
}
