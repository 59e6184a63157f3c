import type { Metadata } from "next";
import { AccountShell } from "@/app/(console)/account/account-shell";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { sessionPerson } from "@/lib/auth/session";
import { describeDevice } from "@/lib/core/device";
import { attemptMethodNames } from "@/lib/core/sign-in";
import { count } from "@/lib/core/text";
import { listSessions } from "@/lib/domain/sessions/queries";
import { page } from "@/lib/web/page";
import { end, endOthers } from "./actions";

export const metadata: Metadata = { title: "Sessions" };

export default page(async () => {
  const person = await sessionPerson();
  const sessions = await listSessions(person);
  const others = sessions.filter(({ current }) => !current).length;
  return (
    <AccountShell person={person} at="/account/sessions">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted text-pretty">
          {others === 0
            ? "You are signed in here and nowhere else. Other browsers and devices appear once you sign in there."
            : "Where you are signed in. Sign out whatever you do not recognize, then change your password."}
        </p>
        {others > 0 ? <EndOthers others={others} /> : null}
      </div>
      <Table caption="Sessions">
        <TableHead>
          <TableRow>
            <Th>Device</Th>
            <Th>Signed in by</Th>
            <Th>Signed in</Th>
            <Th>Last active</Th>
            <ActionsTh />
          </TableRow>
        </TableHead>
        <TableBody>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </TableBody>
      </Table>
    </AccountShell>
  );
});

function EndOthers({ others }: { others: number }) {
  return (
    <ConfirmDialog
      trigger={<Button>Sign out everywhere else</Button>}
      title="Sign out everywhere else?"
      description={`${count(others, "other session")} ${others === 1 ? "ends" : "end"} at once. You stay signed in here.`}
      confirmLabel="Sign out everywhere else"
      pendingLabel="Signing out…"
      danger
      action={endOthers}
    />
  );
}

type Session = Awaited<ReturnType<typeof listSessions>>[number];

function SessionRow({ session }: { session: Session }) {
  const device = describeDevice(session.userAgent);
  return (
    <TableRow>
      <Td label="Device" className="rows:min-w-56">
        <span className="block font-medium">
          {device} {session.current ? <Badge tone="accent">This session</Badge> : null}
        </span>
        <span className="block text-sm font-normal text-muted">{session.ip ?? "Unknown address"}</span>
      </Td>
      <Td label="Signed in by">
        {attemptMethodNames[session.method]}
        {session.secondFactor && session.secondFactor !== session.method ? (
          <span className="block text-sm text-muted">
            and {attemptMethodNames[session.secondFactor].toLowerCase()}
          </span>
        ) : null}
      </Td>
      <Td label="Signed in" nowrap>
        <Time at={session.signedInAt} />
      </Td>
      <Td label="Last active" nowrap>
        <Time at={session.lastActiveAt} />
      </Td>
      <Td align="right">
        {session.current ? null : (
          <ConfirmDialog
            trigger={
              <Button size="sm" aria-label={`Sign out ${device}`}>
                Sign out
              </Button>
            }
            title={`Sign out ${device}?`}
            description="Whoever uses it there has to sign in again."
            confirmLabel="Sign out"
            pendingLabel="Signing out…"
            fields={{ sessionId: session.id }}
            action={end}
          />
        )}
      </Td>
    </TableRow>
  );
}
