import type { Route } from "next";
import Link from "next/link";
import { SettingCard, SettingPart } from "@/app/(console)/account/setting";
import { Badge } from "@/components/ui/badge";
import type { Actor } from "@/lib/auth/actor";
import type { Reach } from "@/lib/auth/permissions";
import { type Role, roleNames } from "@/lib/core/roles";
import { type Explained, type ExplainedProject, explainAccess } from "@/lib/domain/access/queries";

const reachWords: Record<Reach, string> = {
  all: "everywhere",
  groups: "in their groups",
  projects: "where a project role gives it",
  shared: "what is shared, and their own",
  own: "their own",
};

type Way = { role: Role; group: { name: string } | null };

/** "role User", or "group Release (Admin)". */
function wordsFor({ role, group }: Way): string {
  return group ? `group ${group.name} (${roleNames[role]})` : `role ${roleNames[role]}`;
}

/** The projects that a member has a role in, and everything that they may do with each way by which they may. */
export async function AccessCard({ actor, memberId }: { actor: Actor; memberId: string }) {
  if (actor.permissions.get("members:read") !== "all" && memberId !== actor.memberId) return null;
  const access = await explainAccess(actor, memberId);
  const everywhere = access.permissions.some(
    ({ permission, reach }) => permission === "projects:read" && reach === "all",
  );
  return (
    <SettingCard
      id="access"
      title="Projects and rights"
      description={
        access.keptOut.includes("disabled")
          ? "What they would have. They are disabled, so none of it holds now."
          : undefined
      }
    >
      <SettingPart
        title="Projects"
        description={everywhere ? "All projects, by their role in the organization." : undefined}
      >
        <Projects access={access} home={`/orgs/${actor.organization.slug}/projects`} />
      </SettingPart>
      <SettingPart title="What they may do, and why">
        <details>
          <summary className="cursor-pointer">
            {access.permissions.length} permissions, by{" "}
            {[
              `role ${roleNames[access.member.role]}`,
              ...access.groups.flatMap(({ name, role }) => (role ? [`group ${name}`] : [])),
            ].join(", ")}
          </summary>
          <ul className="mt-3 flex flex-col gap-2">
            {access.permissions.map(({ permission, reach, ways }) => (
              <li key={permission} className="flex flex-wrap gap-x-2">
                <code>{permission}</code>
                <span className="text-muted">
                  {reachWords[reach]}, by {ways.map(wordsFor).join(" and ")}
                </span>
              </li>
            ))}
          </ul>
        </details>
      </SettingPart>
    </SettingCard>
  );
}

function Projects({ access: { projects, member }, home }: { access: Explained; home: string }) {
  if (projects.length === 0) return <p className="text-muted">No project role of their own or by a group.</p>;
  return (
    <ul className="flex flex-col gap-3">
      {projects.map((project) => (
        <li key={project.id}>
          <span className="flex flex-wrap items-center gap-2">
            <Link href={`${home}/${project.id}` as Route} className="font-medium hover:underline">
              {project.name}
            </Link>
            {project.archived ? <Badge>Archived</Badge> : null}
          </span>
          <span className="block text-sm text-muted">{whyIn(project, member.role)}</span>
        </li>
      ))}
    </ul>
  );
}

/** "Role User, group Release (admin): gives projects:write, scans:write." */
function whyIn({ ways, permissions, role: inTheEnd }: ExplainedProject, role: Role): string {
  const by = ways.map(({ role: given, group }) =>
    group ? `group ${group.name} (${given})` : `own project role (${given})`,
  );
  const way = `Role ${roleNames[role]}, ${by.join(", ")}`;
  if (inTheEnd === null) return `${way}: the role in the organization reaches no project.`;
  const written = permissions.filter((scope) => scope.endsWith(":write"));
  return `${way}: gives ${written.length > 0 ? written.join(", ") : "reading"}.`;
}
