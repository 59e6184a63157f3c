import type { Metadata } from "next";
import { resourceName } from "@/app/(console)/orgs/[org]/resource-names";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { permissionsOf, projectPermissionsOf, rolesTable } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { projectRoleNames, projectRoles, type Resource, roleNames, roles } from "@/lib/core/roles";
import { page } from "@/lib/web/page";
import { RolesTabs } from "./tabs";
import { wordsFor } from "./words";

export const metadata: Metadata = { title: "Roles" };

export default page(async ({ params }: PageProps<"/orgs/[org]/roles">) => {
  const actor = await sessionActor((await params).org);
  return (
    <>
      <PageHeader
        title="Roles"
        description="Who may do what. A member holds what their role gives and what the roles of their groups give, together. Nobody can give a role that may do more than they may."
      />
      <RolesTabs actor={actor} active="roles" />
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
                        <span className="block whitespace-nowrap">{words.title}</span>
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
      <ProjectRoles />
    </>
  );
});

/** What a project role adds where the table above says "by project role". */
function ProjectRoles() {
  const shown = projectRoles.toReversed();
  const may = (role: (typeof shown)[number], resource: Resource) => {
    const held = projectPermissionsOf[role];
    return wordsFor({
      read: held.has(`${resource}:read`) ? "all" : undefined,
      write: held.has(`${resource}:write`) ? "all" : undefined,
    })?.title;
  };
  const concerned = rolesTable().filter(({ resource }) => may("admin", resource));
  return (
    <section aria-labelledby="project-roles" className="mt-10">
      <h2 id="project-roles" className="text-lg font-semibold tracking-tight">
        Roles in a project
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-muted">
        Where it says “by project role” above, this is what each lets someone do, in its project alone. It is
        given to a member or to everyone in a group; the strongest counts. Owners and Admins are Admin of
        every project, and a Billing Manager reaches none.
      </p>
      <Table caption="What each project role may do">
        <TableHead>
          <TableRow>
            <Th>Section</Th>
            {shown.map((role) => (
              <Th key={role}>{projectRoleNames[role]}</Th>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {concerned.map(({ resource }) => (
            <TableRow key={resource}>
              <Td label="Section" className="font-medium">
                {resource === "projects" ? "Settings and access" : resourceName(resource)}
              </Td>
              {shown.map((role) => (
                <Td key={role} label={projectRoleNames[role]}>
                  {may(role, resource)}
                </Td>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
