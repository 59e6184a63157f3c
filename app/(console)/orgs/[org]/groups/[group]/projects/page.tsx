import type { Metadata } from "next";
import { GiveProjectButton } from "@/app/(console)/orgs/[org]/groups/[group]/give-project-button";
import { GroupHeader } from "@/app/(console)/orgs/[org]/groups/[group]/group-header";
import { GroupProjects } from "@/app/(console)/orgs/[org]/groups/[group]/group-projects";
import { sessionActor } from "@/lib/auth/session";
import { findGroup } from "@/lib/domain/groups/queries";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Projects of the group" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/groups/[group]/projects">) => {
  const { org, group: groupId } = await params;
  const actor = await sessionActor(org);
  const group = await findGroup(actor, groupId);
  return (
    <>
      <GroupHeader
        actor={actor}
        group={group}
        active="projects"
        action={
          actor.permissions.has("projects:write") ? <GiveProjectButton org={org} groupId={group.id} /> : null
        }
      />
      <GroupProjects actor={actor} group={group} search={await searchParams} />
    </>
  );
});
