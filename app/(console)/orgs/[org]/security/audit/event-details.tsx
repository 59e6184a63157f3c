import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "@/components/ui/time";
import { describeDevice } from "@/lib/core/device";
import type { AuditRow } from "@/lib/domain/audit/queries";
import { withParams } from "@/lib/web/page";
import { actorKinds, differencesOf } from "./event-words";

type EventDetailsProps = { event: AuditRow; path: string };

/** The whole event, opened in its row: what it changed, then all that was written down with it. */
export function EventDetails({ event, path }: EventDetailsProps) {
  const { action, actorId, actorKind, actorName, targetId, targetKind, targetName } = event;
  return (
    <details className="mt-0.5 text-sm">
      <summary className="inline-block cursor-pointer rounded-sm text-muted underline decoration-control underline-offset-4 hover:text-ink">
        Details
      </summary>
      <div className="mt-1.5 mb-1 flex flex-col gap-2 text-left">
        <Differences event={event} />
        <dl className="flex flex-col gap-0.5">
          <Fact label="Event">
            <Code>{action}</Code>
          </Fact>
          <Fact label="Number">
            {event.sequence.toLocaleString("en")} · <Code>{event.id}</Code>
          </Fact>
          <Fact label="Time">
            <Time at={event.at} show="exact" />
          </Fact>
          <Fact label={actorKinds[actorKind] ?? "Actor"}>
            {actorName} · <Code>{actorId}</Code>{" "}
            <Only href={withParams(path, {}, { actor: actorId })}>All they did</Only>
          </Fact>
          {targetId ? (
            <Fact label="Target">
              {targetName} ({targetKind}) · <Code>{targetId}</Code>{" "}
              <Only href={withParams(path, {}, { target: targetId })}>All its activity</Only>
            </Fact>
          ) : null}
          <Fact label="Address">{event.ip}</Fact>
          <Fact label="Device">{event.userAgent ? describeDevice(event.userAgent) : null}</Fact>
          <Fact label="User agent">{event.userAgent}</Fact>
          <Fact label="Session">{event.sessionId ? <Code>{event.sessionId}</Code> : null}</Fact>
          <Fact label="Key">{event.keyId ? <Code>{event.keyId}</Code> : null}</Fact>
          <Fact label="Request">{event.requestId ? <Code>{event.requestId}</Code> : null}</Fact>
          <Fact label="Hash">
            <Code>{event.hash}</Code>
          </Fact>
        </dl>
      </div>
    </details>
  );
}

function Differences({ event }: { event: AuditRow }) {
  const differences = differencesOf(event);
  if (differences.length === 0) return null;
  return (
    <dl className="flex flex-col gap-0.5 border-l-2 border-line pl-2.5">
      {differences.map(({ label, before, after }) => (
        <Fact key={label} label={label}>
          {before === null ? null : (
            <>
              <del className="text-muted decoration-muted">{before}</del>
              <span aria-hidden="true"> → </span>
            </>
          )}
          {after === null ? (
            <span className="text-muted">removed</span>
          ) : (
            <ins className="no-underline">{after}</ins>
          )}
        </Fact>
      ))}
    </dl>
  );
}

/** A line of the event; nothing where there is nothing to say. */
function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null) return null;
  return (
    <div className="flex gap-1.5">
      <dt className="shrink-0 text-muted">{label}:</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-xs">{children}</code>;
}

function Only({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href as Route}
      className="whitespace-nowrap text-accent-ink underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  );
}
