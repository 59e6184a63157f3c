import { ButtonLink } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { auditFilter } from "@/lib/domain/audit/input";
import { listAuditEvents } from "@/lib/domain/audit/queries";
import { describeEvent } from "@/lib/domain/audit/rules";

const shown = 5;

type ActivityProps = {
  actor: Actor;
  /** The id of what the page is about. */
  target: string;
  /** Whether what was done to others and has to do with it counts too, as who joined a group does. */
  mentions?: boolean;
};

/** What was last done to one member, group, key or the like, for its own page. Nothing for whoever may not read logs. */
export async function Activity({ actor, target, mentions }: ActivityProps) {
  if (!mayRead(actor, "logs")) return null;
  const by = mentions ? "q" : "target";
  const { rows, nextCursor } = await listAuditEvents(
    actor,
    auditFilter.parse({ [by]: target, limit: shown }),
  );
  return (
    <section aria-labelledby="activity">
      <h2 id="activity" className="text-lg font-semibold tracking-tight">
        Activity
      </h2>
      {rows.length === 0 ? <p className="mt-2 text-muted">Nothing has happened yet.</p> : null}
      <ol className="mt-3 flex flex-col gap-2">
        {rows.map((event) => (
          <li key={event.id} className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0 wrap-anywhere">
              <span className="font-medium">{event.actorName}</span> {describeEvent(event)}
            </span>
            <Time at={event.at} className="text-muted" />
          </li>
        ))}
      </ol>
      {nextCursor ? (
        <ButtonLink
          variant="link"
          className="mt-3"
          href={`/orgs/${actor.organization.slug}/security/audit?${by}=${target}`}
        >
          Show all
        </ButtonLink>
      ) : null}
    </section>
  );
}
