import type { Route } from "next";
import Link from "next/link";
import { resourceName } from "@/app/(console)/orgs/[org]/resource-names";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { type Permission, projectRoleNames, resources } from "@/lib/core/roles";
import type { Explained, ExplainedProject } from "@/lib/domain/access/queries";
import type { HeldPermission, KeptOut, Way } from "@/lib/domain/access/rules";
import { projectWayWords, wayWords, wordsFor } from "./words";

type ExplainedAccessProps = { explained: Explained; home: string };

/** Everything that a member may do, and each way by which they may. */
export function ExplainedAccess({ explained, home }: ExplainedAccessProps) {
  const { member, keptOut, permissions, projects } = explained;
  const everywhere = permissions.find(
    ({ permission, reach }) => permission === "projects:read" && reach === "all",
  );
  return (
    <div className="flex flex-col gap-8">
      {keptOut.map((reason) => (
        <Alert key={reason} tone={reason === "api-only" ? "info" : "warning"}>
          {keptOutWords(reason, member.name)}
        </Alert>
      ))}
      <section aria-labelledby="in-organization">
        <h2 id="in-organization" className="mb-3 text-lg font-semibold tracking-tight">
          In the organization
        </h2>
        <Organization permissions={permissions} />
      </section>
      <section aria-labelledby="in-projects">
        <h2 id="in-projects" className="mb-3 text-lg font-semibold tracking-tight">
          In projects
        </h2>
        {everywhere ? (
          <p className="mb-3 text-muted">
            Admin of every project:{" "}
            {everywhere.ways
              .filter(({ reach }) => reach === "all")
              .map(wayWords)
              .join("; ")}
            .
          </p>
        ) : null}
        {projects.length > 0 ? (
          <Projects projects={projects} home={home} />
        ) : everywhere ? null : (
          <p className="text-muted">No role in any project.</p>
        )}
      </section>
    </div>
  );
}

function keptOutWords(reason: KeptOut, name: string): string {
  switch (reason) {
    case "disabled":
      return `${name} is disabled. None of this holds until they are enabled.`;
    case "api-only":
      return `${name} is API-only: they never sign in, and what follows is what their API keys may do at most.`;
    case "second-factor-owed":
      return `${name} owes a second factor. None of this holds until they have set one up.`;
    default:
      return `${name} is kept out at the moment. None of this holds until they are let in.`;
  }
}

/** What of a section a permission is about, where it is held. */
function heldOf(permissions: HeldPermission[], permission: Permission): HeldPermission | undefined {
  return permissions.find((held) => held.permission === permission);
}

function Organization({ permissions }: { permissions: HeldPermission[] }) {
  const sections = resources.flatMap((resource) => {
    const [read, write] = [heldOf(permissions, `${resource}:read`), heldOf(permissions, `${resource}:write`)];
    const words = wordsFor({ read: read?.reach, write: write?.reach });
    return words ? [{ resource, words, ways: waysOf(read, write) }] : [];
  });
  const ownerly = heldOf(permissions, "organization:delete");
  return (
    <Table caption="What is allowed in the organization">
      <TableHead>
        <TableRow>
          <Th>Section</Th>
          <Th>May do</Th>
          <Th>Why</Th>
        </TableRow>
      </TableHead>
      <TableBody>
        {sections.map(({ resource, words, ways }) => (
          <TableRow key={resource}>
            <Td label="Section" className="font-medium">
              {resourceName(resource)}
            </Td>
            <Td label="May do">
              {words.title} <span className="text-muted">{words.detail}</span>
            </Td>
            <Td label="Why">
              <Why ways={ways} total={words} />
            </Td>
          </TableRow>
        ))}
        {ownerly ? (
          <TableRow>
            <Td label="Section" className="font-medium">
              Delete or hand over the organization
            </Td>
            <Td label="May do">Yes</Td>
            <Td label="Why">{ownerly.ways.map(wayWords).join("; ")}</Td>
          </TableRow>
        ) : null}
      </TableBody>
    </Table>
  );
}

type SectionWay = Pick<Way, "role" | "group"> & { words: { title: string; detail: string } | null };

/** Each role that gives something of a section, and what it alone would give. */
function waysOf(read: HeldPermission | undefined, write: HeldPermission | undefined): SectionWay[] {
  const same = (one: Way) => (other: Way) => one.role === other.role && one.group?.id === other.group?.id;
  const [reads, writes] = [read?.ways ?? [], write?.ways ?? []];
  const writesOnly = writes.filter((way) => !reads.some(same(way)));
  return [...reads, ...writesOnly].map((way) => ({
    role: way.role,
    group: way.group,
    words: wordsFor({ read: reads.find(same(way))?.reach, write: writes.find(same(way))?.reach }),
  }));
}

/** The ways, each with what it gives where that is less than all of it together. */
function Why({ ways, total }: { ways: SectionWay[]; total: { title: string; detail: string } }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {ways.map(({ role, group, words }) => (
        <li key={`${role} ${group?.id}`}>
          {wayWords({ role, group })}
          {words && (words.title !== total.title || words.detail !== total.detail) ? (
            <span className="text-muted">
              : {words.title.toLowerCase()}, {words.detail}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Projects({ projects, home }: { projects: ExplainedProject[]; home: string }) {
  return (
    <Table caption="What is allowed in projects">
      <TableHead>
        <TableRow>
          <Th>Project</Th>
          <Th>Role</Th>
          <Th>May do</Th>
          <Th>Why</Th>
        </TableRow>
      </TableHead>
      <TableBody>
        {projects.map(({ id, name, archived, role, permissions, ways }) => (
          <TableRow key={id}>
            <Td label="Project" className="rows:min-w-40">
              <Link href={`${home}/projects/${id}` as Route} className="font-medium hover:underline">
                {name}
              </Link>{" "}
              {archived ? <Badge tone="warning">Archived</Badge> : null}
            </Td>
            <Td label="Role" nowrap>
              {role ? projectRoleNames[role] : <Badge tone="warning">No effect</Badge>}
            </Td>
            <Td label="May do">
              {role === null ? (
                <span className="text-muted">Nothing: the role in the organization reaches no project.</span>
              ) : (
                <span className="text-sm">{listed(permissions)}</span>
              )}
            </Td>
            <Td label="Why">
              <ul className="flex flex-col gap-0.5">
                {ways.map((way) => (
                  <li key={projectWayWords(way)}>{projectWayWords(way)}</li>
                ))}
              </ul>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** "Read and write scans, findings; read projects, servers". */
function listed(permissions: Permission[]): string {
  const held = resources.filter((resource) => permissions.includes(`${resource}:read`));
  const written = held.filter((resource) => permissions.includes(`${resource}:write`));
  const read = held.filter((resource) => !written.includes(resource));
  const parts = [
    ...(written.length > 0 ? [`read and write ${written.join(", ")}`] : []),
    ...(read.length > 0 ? [`read ${read.join(", ")}`] : []),
  ];
  const text = parts.join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
