import { SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { ActionsTh, SortLink, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { roleNames } from "@/lib/core/roles";
import type { MemberFilter, MemberSort } from "@/lib/domain/members/input";
import { listMembers, type Member } from "@/lib/domain/members/queries";
import { mayManage, orderOf } from "@/lib/domain/members/rules";
import { startOver, withParams } from "@/lib/web/page";
import { MemberMenu } from "./member-menu";
import { SelectAll, SelectBox } from "./select-box";
import { StatusBadges } from "./status-badges";
import { factorNames, type Search } from "./words";

type MemberTableProps = {
  actor: Actor;
  filter: MemberFilter;
  search: Search;
  /** The roles that the actor may give. */
  roles: { value: string; label: string }[];
};

/** A page of the list of members. */
export async function MemberTable({ actor, filter, search, roles }: MemberTableProps) {
  const list = await startOver(listMembers, actor, filter);
  const { rows, total } = list;
  const { slug } = actor.organization;
  const path = `/orgs/${slug}/members`;
  const mayChange = actor.permissions.has("members:write");
  const manageable = (member: Member) =>
    mayChange && member.id !== actor.memberId && mayManage(actor, [member.role]);
  const selectable = rows.filter(manageable);
  const sorted = (by: MemberSort, label: string) => (
    <SortLink
      href={withParams(path, search, { sort: by, order: otherWay(filter, by), cursor: null })}
      direction={filter.sort === by ? orderOf(filter) : null}
    >
      {label}
    </SortLink>
  );
  return (
    <>
      {filter.group ? (
        <p className="mb-4 flex">
          <FilterChip
            as="Group"
            name={nameOfGroup(rows, filter.group)}
            removeHref={withParams(path, search, { group: null, cursor: null })}
          />
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No member matches this search"
          action={<ButtonLink href={path}>Show everyone</ButtonLink>}
        >
          Search by a part of the name or the email address, or take a filter away.
        </EmptyState>
      ) : (
        <>
          <Table caption="Members">
            <TableHead>
              <TableRow>
                <Th aria-sort={filter.sort === "name" ? ariaSorts[orderOf(filter)] : undefined}>
                  <span className="flex items-center gap-3">
                    {selectable.length > 0 ? <SelectAll org={slug} members={selectable.map(named)} /> : null}
                    {sorted("name", "Name")}
                  </span>
                </Th>
                <Th>Role</Th>
                <Th>Groups</Th>
                <Th>Second factor</Th>
                <Th>Status</Th>
                <Th>{sorted("last-active", "Last active")}</Th>
                {mayChange ? <ActionsTh /> : null}
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((member) => (
                <TableRow
                  key={member.id}
                  className="rows:has-checked:[&>td]:bg-accent-soft cards:has-checked:bg-accent-soft"
                >
                  <Td label="Name" className="rows:min-w-72">
                    <span className="flex items-center gap-3">
                      {manageable(member) ? <SelectBox org={slug} member={named(member)} /> : null}
                      {selectable.length > 0 && !manageable(member) ? (
                        <span className="w-4 shrink-0 cards:hidden" />
                      ) : null}
                      <Avatar name={member.name} className="size-8" />
                      <span className="min-w-0">
                        <Link href={`${path}/${member.id}` as Route} className="font-medium hover:underline">
                          {member.name}
                        </Link>{" "}
                        {member.id === actor.memberId ? <Badge tone="accent">You</Badge> : null}
                        <span className="block text-sm font-normal text-muted">
                          {member.email ?? "API only, never signs in"}
                        </span>
                      </span>
                    </span>
                  </Td>
                  <Td label="Role" nowrap>
                    {roleNames[member.role]}
                  </Td>
                  <Td label="Groups" className="rows:min-w-32">
                    <GroupLinks groups={member.groups} path={path} search={search} />
                  </Td>
                  <Td label="Second factor" nowrap>
                    {member.secondFactor === null ? (
                      <span className="text-muted">–</span>
                    ) : (
                      factorNames[member.secondFactor]
                    )}
                  </Td>
                  <Td label="Status" nowrap>
                    <StatusBadges member={member} />
                  </Td>
                  <Td label="Last active" nowrap>
                    {member.lastActiveAt ? (
                      <Time at={member.lastActiveAt} />
                    ) : (
                      <span className="text-muted">Never</span>
                    )}
                  </Td>
                  {mayChange ? (
                    <Td align="right">
                      {manageable(member) ? (
                        <MemberMenu
                          org={slug}
                          href={`${path}/${member.id}`}
                          member={forMenu(member)}
                          roles={roles}
                        />
                      ) : null}
                    </Td>
                  ) : null}
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <ListPager path={path} search={search} page={list} total={total} noun="member" />
        </>
      )}
    </>
  );
}

const ariaSorts = { asc: "ascending", desc: "descending" } as const;

/** The order that a press on a column's head leads to: the natural one, or the other where the list has that already. */
function otherWay(filter: MemberFilter, by: MemberSort): "asc" | "desc" {
  const natural = orderOf({ sort: by });
  if (filter.sort !== by || orderOf(filter) !== natural) return natural;
  return natural === "asc" ? "desc" : "asc";
}

const named = ({ id, name, email }: Member) => ({ id, name, called: email ?? name });

/** What the menu of deeds is told of a member. */
export function forMenu({ id, name, email, apiOnly, role, status, lockedUntil, secondFactor }: Member) {
  const [locked, hasFactor] = [lockedUntil !== null, secondFactor === "has"];
  return { id, name, email, apiOnly, role, status, locked, hasFactor };
}

function nameOfGroup(rows: Member[], id: string): string {
  return rows[0]?.groups.find((group) => group.id === id)?.name ?? "one that has no members here";
}

/** More would make the row taller than what it says. */
const shownGroups = 3;

function GroupLinks({ groups, path, search }: Pick<Member, "groups"> & { path: string; search: Search }) {
  if (groups.length === 0) return <span className="text-muted">None</span>;
  return (
    <span className="inline-flex flex-wrap gap-1 cards:justify-end">
      {groups.slice(0, shownGroups).map(({ id, name }) => (
        <Link
          key={id}
          href={withParams(path, search, { group: id, cursor: null }) as Route}
          aria-label={`Show only ${name}`}
          className="rounded-sm hover:underline"
        >
          <Badge>{name}</Badge>
        </Link>
      ))}
      {groups.length > shownGroups ? (
        <span className="text-sm text-muted">and {groups.length - shownGroups} more</span>
      ) : null}
    </span>
  );
}
