import { KeyRound, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import type { Scope } from "@/lib/core/roles";
import type { KeyFilter } from "@/lib/domain/keys/input";
import { type KeyRow, listKeys } from "@/lib/domain/keys/queries";
import { startOver, withParams } from "@/lib/web/page";
import { KeyMenu } from "./key-menu";
import { KeyEnd, LastUse } from "./key-state";
import type { KeysTab } from "./tabs";
import { networksInShort, type Search } from "./words";

type KeyTableProps = {
  actor: Actor;
  tab: KeysTab;
  filter: KeyFilter;
  search: Search;
  /** Whether something is searched for, or one is further down the list. */
  narrowed: boolean;
};

/** A page of a list of keys. */
export async function KeyTable({ actor, tab, filter, search, narrowed }: KeyTableProps) {
  const list = await startOver(listKeys, actor, filter);
  const { slug } = actor.organization;
  const path = `/orgs/${slug}/keys`;
  if (list.rows.length === 0)
    return narrowed ? (
      <EmptyState
        icon={SearchX}
        title="No key matches this search"
        action={
          <ButtonLink href={withParams(path, search, { q: null, status: null, unused: null, cursor: null })}>
            Show every key
          </ButtonLink>
        }
      >
        Search by a part of the name or by how the key begins, or take a filter away.
      </EmptyState>
    ) : (
      <EmptyState icon={KeyRound} {...emptyWords[tab]} />
    );
  return (
    <>
      <Table caption="API keys">
        <TableHead>
          <TableRow>
            <Th>Name</Th>
            <Th>Scopes</Th>
            {tab === "own" ? null : <Th>{tab === "members" ? "Holder" : "Made by"}</Th>}
            <Th>Last used</Th>
            <Th>Expires</Th>
            <ActionsTh />
          </TableRow>
        </TableHead>
        <TableBody>
          {list.rows.map((key) => (
            <TableRow key={key.id}>
              <Td label="Name" className="rows:min-w-44">
                <Link href={`${path}/${key.id}` as Route} className="font-medium hover:underline">
                  {key.name}
                </Link>
                {key.status === "waiting" ? null : (
                  <code className="block text-sm font-normal text-muted">{key.prefix}…</code>
                )}
              </Td>
              <Td label="Scopes" className="rows:min-w-44">
                <Scopes scopes={key.scopes} />
                {key.networks.length > 0 ? (
                  <span className="mt-1 block text-sm text-muted">
                    Only from <span className="font-mono">{networksInShort(key.networks)}</span>
                  </span>
                ) : null}
              </Td>
              {tab === "own" ? null : (
                <Td label={tab === "members" ? "Holder" : "Made by"} className="rows:min-w-32">
                  <Holder tab={tab} home={`/orgs/${slug}`} row={key} />
                </Td>
              )}
              <Td label="Last used" className="rows:min-w-52">
                <LastUse {...key} />
              </Td>
              <Td label="Expires" nowrap>
                <KeyEnd {...key} />
              </Td>
              <Td align="right" nowrap>
                <KeyMenu org={slug} of={forDialog(key)} may={key.may} readsLog={mayRead(actor, "logs")} />
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager path={path} search={search} page={list} noun="key" />
    </>
  );
}

/** What the deeds' dialogs are told of a key. */
export function forDialog({ id, name, kind, scopes, unusedScopes, expiresAt }: KeyRow) {
  return { id, name, kind, scopes, unusedScopes, expiresAt };
}

const emptyWords: Record<KeysTab, { title: string; children: string }> = {
  own: {
    title: "You have no API key yet",
    children: "Create one to call the API from a script, a pipeline or an agent. It acts as you do.",
  },
  organization: {
    title: "The organization has no API key yet",
    children: "Its keys go on working when people leave. Owners and Admins make them.",
  },
  members: {
    title: "No member has an API key yet",
    children: "Everyone makes keys of their own. You see and revoke them here.",
  },
};

function Holder({ tab, home, row }: { tab: KeysTab; home: string; row: KeyRow }) {
  if (tab === "organization") return row.createdByName;
  return (
    <Link href={`${home}/members/${row.holderId}` as Route} className="hover:underline">
      {row.mine ? "You" : row.holder}
    </Link>
  );
}

const shownScopes = 2;

/** The first few of a key's scopes; the others unfold. */
function Scopes({ scopes }: { scopes: Scope[] }) {
  const badges = (some: Scope[]) =>
    some.map((scope) => (
      <Badge key={scope} className="font-mono">
        {scope}
      </Badge>
    ));
  const rest = scopes.slice(shownScopes);
  return (
    <span className="flex flex-wrap gap-1 cards:justify-end">
      {badges(scopes.slice(0, shownScopes))}
      {rest.length > 0 ? (
        <details className="text-sm open:w-full">
          <summary className="cursor-pointer text-muted">and {rest.length} more</summary>
          <span className="mt-1 flex flex-wrap gap-1">{badges(rest)}</span>
        </details>
      ) : null}
    </span>
  );
}
