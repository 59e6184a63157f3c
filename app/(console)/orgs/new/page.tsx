import type { Metadata } from "next";
import { signOut } from "@/app/(auth)/sign-in/actions";
import { create } from "@/app/(console)/orgs/actions";
import { PageHeader } from "@/components/console/page-header";
import { PersonalShell } from "@/components/console/personal-shell";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { FormActions } from "@/components/form/form-actions";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { sessionPerson } from "@/lib/auth/session";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Create organization" };

export default page(async () => {
  const person = await sessionPerson();
  return (
    <PersonalShell person={person} signOut={signOut}>
      <PageHeader
        title="Create organization"
        description="You become its Owner and can invite others."
        back={{ href: "/orgs", label: "Organizations" }}
      />
      <ActionForm action={create} className="max-w-lg">
        <Field
          name="name"
          label="Organization name"
          autoComplete="organization"
          hint="What people see in Steward."
          required
        />
        <Field name="legalName" label="Legal name" hint="As it stands on contracts and invoices." required />
        <Field
          name="alertingEmail"
          label="Alerting email"
          type="email"
          defaultValue={person.email}
          hint="Where security alerts go."
          required
        />
        <Field
          name="invoicingEmail"
          label="Invoicing email"
          type="email"
          defaultValue={person.email}
          hint="Where invoices go."
          required
        />
        <FormActions>
          <SubmitButton pendingLabel="Creating…">Create organization</SubmitButton>
          <ButtonLink href="/orgs" variant="ghost">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </PersonalShell>
  );
});
