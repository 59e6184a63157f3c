import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { projectRoleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import type { Project, ProjectAccess } from "@/lib/domain/projects/queries";
import { AccessMenu } from "./access-menu";

type AccessTableProps = { actor: Actor; project: Project; rows: ProjectAccess[] };

/** The roles that were given in a project, to groups and to members. */
export function AccessTable({ actor, project, rows }: AccessTableProps) {
  const home = `/orgs/${actor.organization.slug}`;
  return (
    <Table caption="Roles given in this project">
      <TableHead>
        <TableRow>
          <Th>Name</Th>
          <Th>Role in this project</Th>
          <ActionsTh />
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <Td label="Name" className="rows:min-w-64">
              <span className="flex items-center gap-3">
                <Avatar name={row.name} className="size-8" />
                <span className="min-w-0">
                  <span className="block font-medium">
                    {row.kind === "group" && mayRead(actor, "groups") ? (
                      <Link href={`${home}/groups/${row.id}` as Route} className="hover:underline">
                        {row.name}
                      </Link>
                    ) : (
                      row.name
                    )}{" "}
                    {row.id === actor.memberId ? <Badge tone="accent">You</Badge> : null}
                  </span>
                  <span className="block text-sm font-normal text-muted">
                    {row.kind === "group"
                      ? `Group with ${count(row.memberCount ?? 0, "member")}`
                      : (row.email ?? "API-only")}
                  </span>
                </span>
              </span>
            </Td>
            <Td label="Role in this project">
              {projectRoleNames[row.role]} {row.effective ? null : <Badge tone="warning">No effect</Badge>}
              {row.effective ? null : (
                <span className="block text-sm text-muted">
                  They are disabled, or their role in the organization reaches no project.
                </span>
              )}
            </Td>
            <Td align="right" nowrap>
              <AccessMenu
                org={actor.organization.slug}
                project={{ id: project.id, name: project.name, archived: project.archivedAt !== null }}
                holder={row}
                self={row.id === actor.memberId}
              />
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
