import type { Route } from "next";
import Link from "next/link";
import { KeptOutBadges } from "@/app/(console)/orgs/[org]/roles/kept-out";
import { projectWayWords, reachWords, wayWords } from "@/app/(console)/orgs/[org]/roles/words";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import type { Holding, HoldingKey } from "@/lib/domain/access/queries";

/** The members who may do something, with each way by which they may. */
export function MemberHoldings({ rows, home }: { rows: Holding[]; home: string }) {
  return (
    <Table caption="Who may do this">
      <TableHead>
        <TableRow>
          <Th>Member</Th>
          <Th>How far</Th>
          <Th>Why</Th>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((holding) => (
          <TableRow key={holding.id}>
            <Td label="Member" className="rows:min-w-56">
              <Link
                href={`${home}/roles/person?member=${holding.id}` as Route}
                className="font-medium hover:underline"
              >
                {holding.name}
              </Link>{" "}
              <KeptOutBadges reasons={holding.keptOut} />
              <span className="block text-sm font-normal text-muted">{holding.email ?? "API-only"}</span>
            </Td>
            <Td label="How far">
              <span className="inline-block first-letter:uppercase">{reachWords[holding.reach]}</span>
            </Td>
            <Td label="Why">
              <Ways holding={holding} />
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The API keys that may do something, by their scopes and by the ways of whose they are. */
export function KeyHoldings({ rows }: { rows: HoldingKey[] }) {
  return (
    <Table caption="The API keys that may do this">
      <TableHead>
        <TableRow>
          <Th>Key</Th>
          <Th>Holder</Th>
          <Th>Why</Th>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ id, name, prefix, holder }) => (
          <TableRow key={id}>
            <Td label="Key" className="rows:min-w-40">
              <span className="block font-medium">{name}</span>
              <code className="text-sm font-normal text-muted">{prefix}…</code>
            </Td>
            <Td label="Holder">
              {holder ? holder.name : "The organization"}{" "}
              {holder ? <KeptOutBadges reasons={holder.keptOut} /> : null}
            </Td>
            <Td label="Why">
              {holder ? (
                <>
                  <span className="block">A scope of the key, and of its holder:</span>
                  <Ways holding={holder} />
                </>
              ) : (
                "A scope of the key; the organization's own keys may do what an Admin may"
              )}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Ways({ holding: { ways, projectWays } }: { holding: Holding }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {[...ways.map(wayWords), ...projectWays.map(projectWayWords)].map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}
