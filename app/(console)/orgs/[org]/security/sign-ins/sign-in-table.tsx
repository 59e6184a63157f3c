import { LogIn, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { describeDevice } from "@/lib/core/device";
import {
  type AttemptOutcome,
  attemptMethodNames,
  attemptOutcomeNames,
  attemptReasons,
} from "@/lib/core/sign-in";
import type { SignInFilter } from "@/lib/domain/sign-in-attempts/input";
import { listSignIns } from "@/lib/domain/sign-in-attempts/queries";
import { startOver, withParams } from "@/lib/web/page";

type SignInTableProps = {
  actor: Actor;
  filter: SignInFilter;
  search: Record<string, string | string[] | undefined>;
  path: string;
};

const toneOf: Record<AttemptOutcome, "success" | "neutral" | "danger"> = {
  success: "success",
  challenged: "neutral",
  failure: "danger",
};

/** A page of the log. Each name leads to that person's own sign-ins, under the same filter. */
export async function SignInTable({ actor, filter, search, path }: SignInTableProps) {
  const list = await startOver(listSignIns, actor, filter);
  if (list.rows.length === 0) return <NoSignIns filter={filter} path={path} />;
  return (
    <>
      <Table caption="Sign-ins">
        <TableHead>
          <TableRow>
            <Th>Person</Th>
            <Th>What happened</Th>
            <Th>Method</Th>
            <Th>Device</Th>
            <Th>Time</Th>
          </TableRow>
        </TableHead>
        <TableBody>
          {list.rows.map(({ id, at, memberId, name, email, method, outcome, reason, ip, userAgent }) => (
            <TableRow key={id}>
              <Td label="Person" className="rows:min-w-48">
                {filter.member ? (
                  <span className="font-medium">{name}</span>
                ) : (
                  <Link
                    href={withParams(path, search, { member: memberId, cursor: null }) as Route}
                    title={`Only sign-ins of ${name}`}
                    className="rounded-sm font-medium underline decoration-line underline-offset-4 hover:decoration-control"
                  >
                    {name}
                  </Link>
                )}
                <span className="block text-sm font-normal text-muted">{email}</span>
              </Td>
              <Td label="What happened" className="rows:min-w-44">
                <Badge tone={toneOf[outcome]}>{attemptOutcomeNames[outcome]}</Badge>
                {reason ? <span className="block text-sm text-muted">{attemptReasons[reason]}</span> : null}
              </Td>
              <Td label="Method" nowrap>
                {attemptMethodNames[method]}
              </Td>
              <Td label="Device" className="rows:min-w-40">
                <span title={userAgent ?? undefined}>{describeDevice(userAgent)}</span>
                {ip ? <span className="tabular block text-sm text-muted">{ip}</span> : null}
              </Td>
              <Td label="Time" nowrap>
                <Time at={at} />
                <Time at={at} show="exact" className="block text-xs text-muted" />
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager path={path} search={search} page={list} noun="sign-in" />
    </>
  );
}

function NoSignIns({
  filter: { limit: _, cursor: __, ...selection },
  path,
}: Omit<SignInTableProps, "actor" | "search">) {
  if (Object.values(selection).every((value) => !value)) {
    return (
      <EmptyState icon={LogIn} title="No sign-ins yet">
        Whenever a member signs in, or fails to, it is written down here with the device and the network it
        came from.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No sign-in fits this search"
      action={<ButtonLink href={path}>Show everything</ButtonLink>}
    >
      Search by a part of the name, the email address or the IP address, or choose other days.
    </EmptyState>
  );
}
