import { Plug } from "lucide-react";
import type { Metadata } from "next";
import { ProjectHead, projectAt } from "@/app/(console)/orgs/[org]/projects/project-head";
import { EmptyState } from "@/components/ui/empty-state";
import { sessionActor } from "@/lib/auth/session";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Connectors of a project" };

export default page(async ({ params }: PageProps<"/orgs/[org]/projects/[project]/connectors">) => {
  const given = await params;
  const actor = await sessionActor(given.org);
  const project = await projectAt(actor, given);
  return (
    <>
      <ProjectHead actor={actor} project={project} active="connectors" />
      <EmptyState icon={Plug} title="No account is connected yet">
        Here you will choose which accounts the events of this project reach, such as a board of Jira or a
        channel of Slack, out of those that the organization has connected.
      </EmptyState>
    </>
  );
});
