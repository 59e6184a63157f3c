import { Building2, SearchX } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { signOut } from "@/app/(auth)/sign-in/actions";
import { leave } from "@/app/(console)/orgs/actions";
import { PageHeader } from "@/components/console/page-header";
import { PersonalShell } from "@/components/console/personal-shell";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import { permissionsOf } from "@/lib/auth/permissions";
import { sessionPerson } from "@/lib/auth/session";
import { type Role, roleNames } from "@/lib/core/roles";
import { listClosedOrganizations } from "@/lib/domain/closed-organizations/queries";
import { myOrganizationFilter } from "@/lib/domain/organizations/input";
import { explainRefusal, listMyOrganizations, type MyOrganization } from "@/lib/domain/organizations/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";
import { ListPager } from "./[org]/list-pager";
import { ClosedOrganizations } from "./closed-organizations";

export const metadata: Metadata = { title: "Organizations" };

/** Who goes from the list straight to an organization's people and keys. */
function administers(role: Role): boolean {
  return permissionsOf[role].has("members:write");
}

/** From so many on, one looks for a name rather than through the list. */
const searchFrom = 8;

export default page(async ({ searchParams }: PageProps<"/orgs">) => {
  const person = await sessionPerson();
  const { refused, ...search } = await searchParams;
  const filter = filterFrom(myOrganizationFilter, search);
  const [list, closed, refusal] = await Promise.all([
    startOver(listMyOrganizations, person, filter),
    listClosedOrganizations(person),
    typeof refused === "string" ? explainRefusal(person, refused) : null,
  ]);
  const { rows: organizations } = list;
  const searched = Boolean(filter.q);
  const create = (
    <ButtonLink href="/orgs/new" variant="primary">
      Create organization
    </ButtonLink>
  );
  return (
    <PersonalShell person={person} signOut={signOut}>
      <PageHeader
        title="Organizations"
        description="Every organization that you are a member of."
        action={organizations.length > 0 || searched ? create : null}
      />
      {refusal ? <Refused {...refusal} /> : null}
      {searched || filter.cursor || organizations.length >= searchFrom ? (
        <Toolbar complaints={complaintsIn(myOrganizationFilter, search)}>
          <SearchField label="Find an organization" defaultValue={filter.q} />
        </Toolbar>
      ) : null}
      {organizations.length === 0 && searched ? (
        <EmptyState icon={SearchX} title="No organization is called that">
          Try another part of its name or address.
        </EmptyState>
      ) : null}
      {organizations.length === 0 && !searched ? (
        <EmptyState icon={Building2} title="You have a personal account" action={create}>
          It is yours alone: nobody else can be invited to it. Create an organization to work with others, or
          ask to be invited to theirs.
        </EmptyState>
      ) : null}
      {organizations.length > 0 ? (
        <>
          <Table caption="Your organizations">
            <TableHead>
              <TableRow>
                <Th>Name</Th>
                <Th>Your role</Th>
                <Th align="right">Members</Th>
                <Th>Plan</Th>
                <Th>Last activity</Th>
                <ActionsTh />
              </TableRow>
            </TableHead>
            <TableBody>
              {organizations.map((organization) => (
                <OrganizationRow key={organization.slug} {...organization} />
              ))}
            </TableBody>
          </Table>
          {organizations.length >= searchFrom || filter.cursor ? (
            <ListPager path="/orgs" search={search} page={list} noun="organization" />
          ) : null}
        </>
      ) : null}
      {closed.length > 0 ? <ClosedOrganizations closed={closed} /> : null}
    </PersonalShell>
  );
});

type Refusal = NonNullable<Awaited<ReturnType<typeof explainRefusal>>>;

/** Why they were led here, and what lets them in. It is asked anew each time, so it goes once it no longer holds. */
function Refused({ name, obstacle, words }: Refusal) {
  return (
    <Alert
      tone="warning"
      className="mb-6"
      title={`You cannot open ${name} at the moment`}
      action={
        obstacle === "second-factor-owed" ? (
          <ButtonLink href="/account/security" variant="primary">
            Set up a second factor
          </ButtonLink>
        ) : null
      }
    >
      {words}
    </Alert>
  );
}

function OrganizationRow({ slug, name, role, status, members, plan, lastActiveAt }: MyOrganization) {
  if (status === "disabled") {
    return (
      <TableRow>
        <Td label="Name" className="rows:min-w-48">
          <span className="font-medium">{name}</span>
          <span className="mt-0.5 block text-sm font-normal text-muted">
            You are disabled here. Ask an administrator to enable you.
          </span>
        </Td>
        <Td label="Your role" nowrap>
          <Badge tone="warning">Disabled</Badge>
        </Td>
        <Td label="Members" align="right">
          –
        </Td>
        <Td label="Plan" nowrap>
          {plan}
        </Td>
        <Td label="Last activity" nowrap>
          {lastActiveAt ? <Time at={lastActiveAt} /> : "Never"}
        </Td>
        <Td align="right" />
      </TableRow>
    );
  }
  return (
    <TableRow>
      <Td label="Name" className="rows:min-w-48">
        <Link href={`/orgs/${slug}` as Route} className="font-medium hover:underline">
          {name}
        </Link>
        {administers(role) ? (
          <span className="mt-0.5 flex gap-3 text-sm font-normal">
            <Link href={`/orgs/${slug}/members` as Route} className="link" aria-label={`Members of ${name}`}>
              Members
            </Link>
            <Link href={`/orgs/${slug}/keys` as Route} className="link" aria-label={`API keys of ${name}`}>
              API keys
            </Link>
          </span>
        ) : null}
      </Td>
      <Td label="Your role" nowrap>
        <Badge>{roleNames[role]}</Badge>
      </Td>
      <Td label="Members" align="right">
        {members?.toLocaleString("en") ?? "–"}
      </Td>
      <Td label="Plan" nowrap>
        {plan}
      </Td>
      <Td label="Last activity" nowrap>
        {lastActiveAt ? <Time at={lastActiveAt} /> : "Never"}
      </Td>
      <Td align="right" nowrap>
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="ghost" aria-label={`Leave organization ${name}`}>
              Leave organization
            </Button>
          }
          title={`Leave ${name}?`}
          description="You lose access to it at once, and your user keys there stop working. Coming back takes a new invitation."
          typed={name}
          confirmLabel="Leave organization"
          pendingLabel="Leaving…"
          danger
          action={leave.bind(null, slug)}
        />
      </Td>
    </TableRow>
  );
}
