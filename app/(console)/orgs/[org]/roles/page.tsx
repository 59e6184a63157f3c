import type { Metadata } from "next";
import { resourceName } from "@/app/(console)/orgs/[org]/resource-names";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { permissionsOf, type Reach, rolesTable } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames, roles } from "@/lib/core/roles";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Roles" };

const reachWords: Record<Reach, string> = {
  all: "all",
  groups: "of their groups",
  projects: "by project role",
  shared: "the organization's and their own",
  own: "their own",
};

function wordsFor({
  read,
  write,
}: {
  read?: Reach;
  write?: Reach;
}): { title: string; detail: string } | null {
  if (!read && !write) return null;
  if (read === write && read) return { title: "Read and write", detail: reachWords[read] };
  if (!write && read) return { title: "Read", detail: reachWords[read] };
  return {
    title: "Read and write",
    detail: `reads ${reachWords[read as Reach]}; writes ${reachWords[write as Reach]}`,
  };
}

export default page(async ({ params }: PageProps<"/orgs/[org]/roles">) => {
  const actor = await sessionActor((await params).org);
  return (
    <>
      <PageHeader
        title="Roles"
        description="Who may do what. A member holds what their role gives and what the roles of their groups give, together. Nobody can give a role that may do more than they may."
      />
      <Table caption="What each role may do">
        <TableHead>
          <TableRow>
            <Th>Section</Th>
            {roles.map((role) => (
              <Th key={role}>
                <span className="inline-flex items-center gap-1.5">
                  {roleNames[role]}
                  {actor.roles.includes(role) ? <Badge tone="accent">You</Badge> : null}
                </span>
              </Th>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rolesTable().map(({ resource, cells }) => (
            <TableRow key={resource}>
              <Td label="Section" className="font-medium">
                {resourceName(resource)}
              </Td>
              {cells.map(({ role, read, write }) => {
                const words = wordsFor({ read, write });
                return (
                  <Td key={role} label={roleNames[role]}>
                    {words ? (
                      <>
                        <span className="block">{words.title}</span>
                        <span className="block text-sm text-muted">{words.detail}</span>
                      </>
                    ) : (
                      <span className="text-muted">
                        <span aria-hidden="true">–</span>
                        <span className="sr-only">Nothing</span>
                      </span>
                    )}
                  </Td>
                );
              })}
            </TableRow>
          ))}
          <TableRow>
            <Td label="Section" className="font-medium">
              Delete or hand over the organization
            </Td>
            {roles.map((role) => (
              <Td key={role} label={roleNames[role]}>
                {permissionsOf[role].has("organization:delete") ? (
                  "Yes"
                ) : (
                  <span className="text-muted">
                    <span aria-hidden="true">–</span>
                    <span className="sr-only">No</span>
                  </span>
                )}
              </Td>
            ))}
          </TableRow>
        </TableBody>
      </Table>
    </>
  );
});
