import { PageHeader } from "@/components/console/page-header";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { TabNav } from "@/components/ui/tabs";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { notFound } from "@/lib/core/errors";
import { projectInput } from "@/lib/domain/projects/input";
import { findProject, type Project } from "@/lib/domain/projects/queries";

export type ProjectTab = "settings" | "access" | "connectors" | "activity";

/** The project that an address names; what is no id names none. */
export async function projectAt(actor: Actor, { project }: { project: string }): Promise<Project> {
  const named = projectInput.safeParse({ projectId: project });
  if (!named.success) throw notFound("project");
  return findProject(actor, named.data.projectId);
}

/** Whether the actor decides about a project: what it is called, and who gets in. */
export function decides({ permissions }: Actor, { role }: Project): boolean {
  return role === "admin" && permissions.has("projects:write");
}

type ProjectHeadProps = { actor: Actor; project: Project; active: ProjectTab };

/** The head of every page of a project, with the ways to the others. */
export function ProjectHead({ actor, project, active }: ProjectHeadProps) {
  const list = `/orgs/${actor.organization.slug}/projects`;
  const home = `${list}/${project.id}`;
  const tabs: { tab: ProjectTab; href: string; label: string; there: boolean }[] = [
    {
      tab: "settings",
      href: home,
      label: decides(actor, project) ? "Settings" : "About",
      there: true,
    },
    {
      tab: "access",
      href: `${home}/access`,
      label: "People and groups",
      there: decides(actor, project),
    },
    { tab: "connectors", href: `${home}/connectors`, label: "Connectors", there: true },
    { tab: "activity", href: `${home}/activity`, label: "Activity", there: mayRead(actor, "logs") },
  ];
  return (
    <>
      <PageHeader
        title={
          <>
            {project.name} {project.archivedAt ? <Badge tone="warning">Archived</Badge> : null}
          </>
        }
        description={project.description}
        back={{ href: list, label: "Projects" }}
      />
      <TabNav
        label="Project"
        items={tabs
          .filter(({ there }) => there)
          .map(({ tab, href, label }) => ({ href, label, active: tab === active }))}
      />
      {project.archivedAt ? (
        <Alert tone="warning" className="mb-6" title="This project is archived">
          It can be read as before. It is closed to changes, and nobody new can be let in, until it is
          restored.
        </Alert>
      ) : null}
    </>
  );
}
