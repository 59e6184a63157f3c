import { KeptOutBadges } from "@/app/(console)/orgs/[org]/roles/kept-out";
import { projectWayWords, wayWords } from "@/app/(console)/orgs/[org]/roles/words";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { projectRoleNames } from "@/lib/core/roles";
import type { ProjectPerson } from "@/lib/domain/projects/queries";

/** Everyone who has a way into a project, with each of them. */
export function PeopleTable({ rows }: { rows: ProjectPerson[] }) {
  return (
    <Table caption="Everyone who gets into this project">
      <TableHead>
        <TableRow>
          <Th>Name</Th>
          <Th>Role in this project</Th>
          <Th>Why</Th>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ id, name, email, apiOnly, role, everywhere, ways, keptOut }) => (
          <TableRow key={id}>
            <Td label="Name" className="rows:min-w-64">
              <span className="flex items-center gap-3">
                <Avatar name={name} className="size-8" />
                <span className="min-w-0">
                  <span className="block font-medium">{name}</span>
                  <span className="block text-sm font-normal text-muted">{apiOnly ? "API-only" : email}</span>
                </span>
              </span>
            </Td>
            <Td label="Role in this project" nowrap>
              {role ? projectRoleNames[role] : <Badge tone="warning">None</Badge>}{" "}
              <KeptOutBadges reasons={keptOut} />
            </Td>
            <Td label="Why">
              <ul className="flex flex-col gap-0.5">
                {[...everywhere.map(wayWords), ...ways.map(projectWayWords)].map((words) => (
                  <li key={words}>{words}</li>
                ))}
                {role === null ? (
                  <li className="text-muted">
                    Without effect: their role in the organization reaches no project.
                  </li>
                ) : null}
              </ul>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
