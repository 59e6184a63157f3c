import { SearchX, UserSearch } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { ExplainedAccess } from "@/app/(console)/orgs/[org]/roles/explained";
import { RolesTabs } from "@/app/(console)/orgs/[org]/roles/tabs";
import { PageHeader } from "@/components/console/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { sessionActor } from "@/lib/auth/session";
import { notFound } from "@/lib/core/errors";
import { roleNames } from "@/lib/core/roles";
import { explainAccess } from "@/lib/domain/access/queries";
import { memberFilter, memberInput } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import { complaintsIn, filterFrom, page } from "@/lib/web/page";

export const metadata: Metadata = { title: "What may this person do" };

type Search = Record<string, string | string[] | undefined>;

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/roles/person">) => {
  const actor = await sessionActor((await params).org);
  const search = await searchParams;
  const all = actor.permissions.get("members:read") === "all";
  return (
    <>
      <PageHeader
        title="Roles"
        description={
          all
            ? "Choose someone to see everything that they may do, and each way by which they may."
            : "Everything that you may do here, and each way by which you may."
        }
      />
      <RolesTabs actor={actor} active="person" />
      {all ? (
        <AnyMember actor={actor} search={search} />
      ) : (
        <Explained actor={actor} memberId={actor.memberId} />
      )}
    </>
  );
});

async function Explained({ actor, memberId }: { actor: Actor; memberId: string | null }) {
  if (memberId === null) throw notFound("member");
  const explained = await explainAccess(actor, memberId);
  return <ExplainedAccess explained={explained} home={`/orgs/${actor.organization.slug}`} />;
}

/** So many are offered; a search narrows them. */
const offered = 20;

async function AnyMember({ actor, search }: { actor: Actor; search: Search }) {
  const path = `/orgs/${actor.organization.slug}/roles/person`;
  const asked = memberInput.safeParse({ memberId: search.member });
  if (search.member && !asked.success) throw notFound("member");
  if (asked.data) {
    const explained = await explainAccess(actor, asked.data.memberId);
    return (
      <>
        <Toolbar>
          <FilterChip name={explained.member.name} removeHref={path} />
        </Toolbar>
        <ExplainedAccess explained={explained} home={`/orgs/${actor.organization.slug}`} />
      </>
    );
  }
  const { member: _, ...filters } = search;
  const { q } = filterFrom(memberFilter, filters);
  return (
    <>
      <Toolbar complaints={complaintsIn(memberFilter, filters)}>
        <SearchField label="Search members" placeholder="Name or email" defaultValue={q} />
      </Toolbar>
      {q ? (
        <Found actor={actor} q={q} path={path} />
      ) : (
        <EmptyState icon={UserSearch} title="Whom is it about?">
          Search for a member by name or email.
        </EmptyState>
      )}
    </>
  );
}

async function Found({ actor, q, path }: { actor: Actor; q: string; path: string }) {
  const { rows, nextCursor } = await listMembers(actor, memberFilter.parse({ q, limit: offered }));
  if (rows.length === 0)
    return (
      <EmptyState icon={SearchX} title="No member matches this search">
        Search by a part of the name or the email address.
      </EmptyState>
    );
  return (
    <>
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {rows.map(({ id, name, email, role }) => (
          <li key={id}>
            <Link
              href={`${path}?member=${id}` as Route}
              className="flex flex-wrap justify-between gap-x-4 rounded-xl px-4 py-2.5 hover:bg-subtle"
            >
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium">{name}</span> <span className="text-muted">{email}</span>
              </span>
              <span className="text-muted">{roleNames[role]}</span>
            </Link>
          </li>
        ))}
      </ul>
      {nextCursor ? <p className="mt-3 text-muted">There are more. Type on to narrow them down.</p> : null}
    </>
  );
}
