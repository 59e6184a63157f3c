import type { Metadata } from "next";
import { Activity } from "@/app/(console)/orgs/[org]/activity";
import { DeleteGroup } from "@/app/(console)/orgs/[org]/groups/[group]/delete-group";
import { GroupHeader } from "@/app/(console)/orgs/[org]/groups/[group]/group-header";
import { save } from "@/app/(console)/orgs/[org]/groups/actions";
import { GroupFields } from "@/app/(console)/orgs/[org]/groups/group-fields";
import { ActionForm } from "@/components/form/action-form";
import { Overtaken } from "@/components/form/overtaken";
import { SaveBar } from "@/components/form/save-bar";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { grantableRoles } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { findGroup } from "@/lib/domain/groups/queries";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Settings of the group" };

export default page(async ({ params }: PageProps<"/orgs/[org]/groups/[group]/settings">) => {
  const { org, group: groupId } = await params;
  const actor = await sessionActor(org);
  const group = await findGroup(actor, groupId);
  const { mayChange, mayDecide, version } = group;
  const roles = grantableRoles(actor.permissions).filter((role) => role !== "owner");
  return (
    <>
      <GroupHeader actor={actor} group={group} active="settings" />
      <div className="flex max-w-2xl flex-col gap-8">
        {!mayChange && actor.permissions.has("groups:write") ? (
          <Alert>This group gives more than you may do yourself, so that you cannot change it.</Alert>
        ) : null}
        <ActionForm key={version} action={save.bind(null, org)}>
          <input type="hidden" name="groupId" value={group.id} />
          <input type="hidden" name="version" value={version} />
          <Overtaken label="Load the group as it is now" />
          <fieldset disabled={!mayChange} className="flex min-w-0 flex-col gap-5">
            <GroupFields group={group} roles={mayDecide ? roles : null} />
          </fieldset>
          {mayChange ? <SaveBar /> : null}
        </ActionForm>
        {mayDecide ? (
          <Card aria-labelledby="delete">
            <CardHeader>
              <CardTitle id="delete">Delete this group</CardTitle>
              <CardDescription>
                Its members stay in the organization and lose what only this group gives them. You see who
                loses what before anything is deleted.
              </CardDescription>
            </CardHeader>
            <CardBody>
              <DeleteGroup org={org} group={{ id: group.id, name: group.name, isDefault: group.isDefault }} />
            </CardBody>
          </Card>
        ) : null}
        <Activity actor={actor} target={group.id} mentions />
      </div>
    </>
  );
});
