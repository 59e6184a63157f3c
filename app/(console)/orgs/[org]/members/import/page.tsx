import { Download } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/console/page-header";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames, roles } from "@/lib/core/roles";
import { importFilter, largestFileBytes, mostRows } from "@/lib/domain/invitation-imports/input";
import { listImports } from "@/lib/domain/invitation-imports/queries";
import { page } from "@/lib/web/page";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import invitations" };

const template = [
  "email,name,role,groups",
  "ada@example.com,Ada Lovelace,User,Backend;Release",
  "grace@example.com,Grace Hopper,Team Leader,",
  "",
].join("\r\n");

const choices = roles.filter((role) => role !== "owner").map((role) => roleNames[role]);

export default page(async ({ params }: PageProps<"/orgs/[org]/members/import">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "members:write");
  const home = `/orgs/${actor.organization.slug}/members`;
  return (
    <>
      <PageHeader
        title="Import invitations"
        description={`Invite up to ${mostRows.toLocaleString("en")} people by a file. Nothing is sent before you have seen what becomes of each row.`}
        back={{ href: `${home}/invitations`, label: "Invitations" }}
        action={
          <Button asChild>
            <a
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(template)}`}
              download="invitations.csv"
            >
              <Download />
              Download a template
            </a>
          </Button>
        }
      />
      <Card>
        <CardHeader>
          <CardTitle>Your file</CardTitle>
          <CardDescription>
            A CSV file in UTF-8 whose first line reads <code>email,name,role,groups</code>. A role is{" "}
            {choices.slice(0, -1).join(", ")} or {choices.at(-1)}. Groups are named as they are here, with
            semicolons between. Names and groups may be empty.
          </CardDescription>
        </CardHeader>
        <CardBody>
          <ImportForm org={actor.organization.slug} largestKilobytes={largestFileBytes / 1_000} />
        </CardBody>
      </Card>
      <Earlier actor={actor} />
    </>
  );
});

/** The imports of late, of which each has a page of its own. */
async function Earlier({ actor }: { actor: Actor }) {
  const { rows } = await listImports(actor, importFilter.parse({ limit: 10 }));
  if (rows.length === 0) return null;
  const path = `/orgs/${actor.organization.slug}/members/import`;
  return (
    <section aria-labelledby="earlier" className="mt-8">
      <h2 id="earlier" className="mb-3 text-lg font-semibold tracking-tight">
        Earlier imports
      </h2>
      <p className="mb-3 text-muted">Kept for 30 days after they were worked off.</p>
      <Table caption="Earlier imports">
        <TableHead>
          <TableRow>
            <Th>Started</Th>
            <Th>By</Th>
            <Th align="right">Rows</Th>
            <Th align="right">Invited</Th>
            <Th align="right">Not invited</Th>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((one) => (
            <TableRow key={one.id}>
              <Td label="Started" nowrap>
                <Link href={`${path}/${one.id}` as Route} className="font-medium hover:underline">
                  <Time at={one.createdAt} />
                </Link>
                {one.finishedAt ? null : <span className="text-muted"> · working</span>}
              </Td>
              <Td label="By">{one.createdByName}</Td>
              <Td label="Rows" align="right" className="tabular">
                {one.total.toLocaleString("en")}
              </Td>
              <Td label="Invited" align="right" className="tabular">
                {one.invited.toLocaleString("en")}
              </Td>
              <Td label="Not invited" align="right" className="tabular">
                {one.refused.toLocaleString("en")}
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
