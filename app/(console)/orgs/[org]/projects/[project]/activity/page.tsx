import type { Metadata } from "next";
import { Activity } from "@/app/(console)/orgs/[org]/activity";
import { ProjectHead, projectAt } from "@/app/(console)/orgs/[org]/projects/project-head";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Activity of a project" };

export default page(async ({ params }: PageProps<"/orgs/[org]/projects/[project]/activity">) => {
  const given = await params;
  const actor = await sessionActor(given.org);
  authorize(actor, "logs:read");
  const project = await projectAt(actor, given);
  return (
    <>
      <ProjectHead actor={actor} project={project} active="activity" />
      <Activity actor={actor} target={project.id} />
    </>
  );
});
