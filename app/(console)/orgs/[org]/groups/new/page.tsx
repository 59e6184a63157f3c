import type { Metadata } from "next";
import { create } from "@/app/(console)/orgs/[org]/groups/actions";
import { GroupFields } from "@/app/(console)/orgs/[org]/groups/group-fields";
import { PageHeader } from "@/components/console/page-header";
import { ActionForm } from "@/components/form/action-form";
import { FormActions } from "@/components/form/form-actions";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { authorize, grantableRoles } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { notFound } from "@/lib/core/errors";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Create group" };

export default page(async ({ params }: PageProps<"/orgs/[org]/groups/new">) => {
  const actor = await sessionActor((await params).org);
  if (authorize(actor, "groups:write").reach !== "all") throw notFound();
  const { slug } = actor.organization;
  return (
    <>
      <PageHeader
        title="Create group"
        description="You add its members and give it projects afterwards."
        back={{ href: `/orgs/${slug}/groups`, label: "Groups" }}
      />
      <ActionForm action={create.bind(null, slug)} className="max-w-xl">
        <GroupFields roles={grantableRoles(actor.permissions).filter((role) => role !== "owner")} />
        <FormActions>
          <SubmitButton pendingLabel="Creating…">Create group</SubmitButton>
          <ButtonLink href={`/orgs/${slug}/groups`} variant="ghost">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </>
  );
});
