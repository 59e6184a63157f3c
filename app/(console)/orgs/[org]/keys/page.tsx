import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { revoke } from "@/app/(console)/orgs/[org]/keys/actions";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { authorize, mayRead } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { scopes } from "@/lib/core/roles";
import { defaultKeyLifeDays, keyFilter, keyLifeChoices } from "@/lib/domain/keys/input";
import { type KeyRow, listKeys } from "@/lib/domain/keys/queries";
import { givableScopes } from "@/lib/domain/keys/rules";
import { filterFrom, page, startOver } from "@/lib/web/page";
import { CreateKeyDialog } from "./create-key-dialog";

export const metadata: Metadata = { title: "API keys" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/keys">) => {
  const actor = await sessionActor((await params).org);
  const { reach } = authorize(actor, "keys:write");
  const { create: _, ...search } = await searchParams;
  const filter = filterFrom(keyFilter, search);
  const list = await startOver(listKeys, actor, filter);
  const { rows } = list;
  const path = `/orgs/${actor.organization.slug}/keys`;
  const readsLog = mayRead(actor, "logs");
  const create = (
    <CreateKeyDialog
      org={actor.organization.slug}
      scopes={givableScopes(actor, scopes)}
      lives={keyLifeChoices.map((days) => ({
        value: String(days),
        label: days === 365 ? "In a year" : `In ${days} days`,
      }))}
      defaultLife={String(defaultKeyLifeDays)}
      mayMakeForOrganization={reach === "all"}
    />
  );
  return (
    <>
      <PageHeader
        title="API keys"
        description="Keys for scripts, pipelines and agents. Each key may do what its scopes say, as far as its holder may do it now."
        action={create}
      />
      {rows.length === 0 ? (
        <EmptyState icon={KeyRound} title="No API key yet">
          Create one to call the API from a script, a pipeline or an agent.
        </EmptyState>
      ) : (
        <>
          <Table caption="API keys">
            <TableHead>
              <TableRow>
                <Th>Name</Th>
                <Th>Scopes</Th>
                <Th>Holder</Th>
                <Th>Last used</Th>
                <Th>Expires</Th>
                <ActionsTh />
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((key) => (
                <TableRow key={key.id}>
                  <Td label="Name" className="rows:min-w-36">
                    <span className="block font-medium">{key.name}</span>
                    <code className="text-sm font-normal text-muted">{key.prefix}…</code>
                  </Td>
                  <Td label="Scopes">
                    <Scopes scopes={key.scopes} />
                  </Td>
                  <Td label="Holder" className="rows:min-w-32">
                    {key.kind === "organization" ? (
                      <span className="whitespace-nowrap">The organization</span>
                    ) : key.mine ? (
                      "You"
                    ) : (
                      key.holder
                    )}
                  </Td>
                  <Td label="Last used" nowrap>
                    {key.lastUsedAt ? (
                      <Time at={key.lastUsedAt} />
                    ) : (
                      <span className="text-muted">Never</span>
                    )}
                  </Td>
                  <Td label="Expires" nowrap>
                    <KeyEnd status={key.status} expiresAt={key.expiresAt} />
                  </Td>
                  <Td align="right" nowrap>
                    {readsLog ? (
                      <ButtonLink
                        variant="ghost"
                        size="sm"
                        aria-label={`Activity of ${key.name}`}
                        href={`/orgs/${actor.organization.slug}/security/audit?target=${key.id}`}
                      >
                        Activity
                      </ButtonLink>
                    ) : null}
                    {key.status === "live" && (reach === "all" || key.mine) ? (
                      <ConfirmDialog
                        trigger={
                          <Button size="sm" aria-label={`Revoke ${key.name}`}>
                            Revoke
                          </Button>
                        }
                        title={`Revoke ${key.name}?`}
                        description="Whatever uses it is refused from its next call on. This cannot be undone."
                        confirmLabel="Revoke"
                        danger
                        fields={{ keyId: key.id }}
                        action={revoke.bind(null, actor.organization.slug)}
                      />
                    ) : null}
                  </Td>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <ListPager path={path} search={search} page={list} noun="key" />
        </>
      )}
    </>
  );
});

const shownScopes = 3;

function Scopes({ scopes: held }: { scopes: string[] }) {
  const badges = (some: string[]) =>
    some.map((scope) => (
      <Badge key={scope} className="font-mono">
        {scope}
      </Badge>
    ));
  const rest = held.slice(shownScopes);
  return (
    <span className="flex flex-wrap gap-1 cards:justify-end">
      {badges(held.slice(0, shownScopes))}
      {rest.length > 0 ? (
        <details className="text-sm open:w-full">
          <summary className="cursor-pointer text-muted">and {rest.length} more</summary>
          <span className="mt-1 flex flex-wrap gap-1">{badges(rest)}</span>
        </details>
      ) : null}
    </span>
  );
}

function KeyEnd({ status, expiresAt }: Pick<KeyRow, "status" | "expiresAt">) {
  if (status === "revoked") return <Badge tone="danger">Revoked</Badge>;
  if (status === "expired") return <Badge tone="warning">Expired</Badge>;
  return <Time at={expiresAt} />;
}
