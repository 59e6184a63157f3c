import { SettingCard } from "@/app/(console)/account/setting";
import { KeyDeedButton } from "@/app/(console)/orgs/[org]/keys/key-deed-button";
import { forDialog } from "@/app/(console)/orgs/[org]/keys/key-table";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { scopeWords } from "@/lib/core/scope-words";
import { count } from "@/lib/core/text";
import { narrowAfterDays, unusedAfterDays } from "@/lib/domain/keys/input";
import type { findKey } from "@/lib/domain/keys/queries";

type FoundKey = Awaited<ReturnType<typeof findKey>>;

/** What a key may do beside what it did, and the way to make the two alike. */
export function ScopesCard({ org, row }: { org: string; row: FoundKey }) {
  const { unusedScopes, scopes, may } = row;
  const narrowable = may.narrow && unusedScopes.length > 0 && unusedScopes.length < scopes.length;
  return (
    <SettingCard
      id="scopes"
      title="What it may do"
      description={hygieneOf(row)}
      action={
        narrowable ? (
          <KeyDeedButton org={org} of={forDialog(row)} deed="narrow">
            Narrow to what it uses
          </KeyDeedButton>
        ) : null
      }
    >
      <Table caption="Scopes of the key and when it used them">
        <TableHead>
          <TableRow>
            <Th>Scope</Th>
            <Th>Last used</Th>
          </TableRow>
        </TableHead>
        <TableBody>
          {row.scopeUses.map(({ scope, usedAt }) => (
            <TableRow key={scope}>
              <Td label="Scope">
                <code className="text-sm">{scope}</code>
                <span className="block text-sm font-normal text-muted">{scopeWords[scope]}</span>
              </Td>
              <Td label="Last used" nowrap>
                {unusedScopes.includes(scope) ? (
                  <Badge tone={narrowable ? "warning" : "neutral"}>
                    {usedAt ? `Not used in ${unusedAfterDays} days` : "Never used"}
                  </Badge>
                ) : usedAt ? (
                  <Time at={usedAt} />
                ) : null}
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </SettingCard>
  );
}

function hygieneOf({ status, may, unusedScopes, scopes }: FoundKey): string {
  if (status !== "live") return "What it was given.";
  const unused = unusedScopes.length;
  if (unused === 0) return `It used each of its scopes in the last ${unusedAfterDays} days.`;
  if (may.revoke && !may.narrow)
    return `Once it is ${narrowAfterDays} days old, and has shown what it needs, you can narrow it to that here.`;
  if (unused === scopes.length)
    return `It used none of its scopes in the last ${unusedAfterDays} days. If nothing needs it, revoke it.`;
  return `It used ${count(scopes.length - unused, "scope")} of ${scopes.length} in the last ${unusedAfterDays} days.`;
}
