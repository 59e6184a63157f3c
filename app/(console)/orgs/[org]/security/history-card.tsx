import { SettingCard } from "@/app/(console)/account/setting";
import { revert } from "@/app/(console)/orgs/[org]/security/actions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import type { TimeStyle } from "@/lib/core/format";
import type { listPolicyHistory } from "@/lib/domain/security/queries";
import type { CardProps } from "./card-props";
import { differencesIn } from "./words";

type Change = Awaited<ReturnType<typeof listPolicyHistory>>[number];

type HistoryCardProps = CardProps & { history: Change[] };

/** Who changed which policy, from what to what, and the way back. */
export function HistoryCard({ history, org, policy, editable, times }: HistoryCardProps) {
  return (
    <SettingCard
      id="history"
      title="History"
      description="Who changed which policy, from what to what. Reverting goes through the same checks as any change."
    >
      {history.length === 0 ? (
        <p className="text-muted">Nothing was changed yet.</p>
      ) : (
        <ol className="divide-y divide-line">
          {history.map((change) => (
            <li
              key={change.id}
              className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-4 first:pt-0 last:pb-0"
            >
              <div className="min-w-0 grow basis-72">
                <p className="wrap-anywhere">
                  <span className="font-medium">{change.actorName}</span>{" "}
                  <Time at={change.at} className="text-muted" />
                </p>
                <Differences change={change} times={times} />
              </div>
              {editable && change.revertible ? (
                <ConfirmDialog
                  trigger={
                    <Button size="sm" aria-label={`Revert the change by ${change.actorName}`}>
                      Revert
                    </Button>
                  }
                  title="Revert this change?"
                  description={
                    "networkList" in change.before
                      ? "The values from before hold again. The list of networks holds for ten minutes first, until you confirm it."
                      : "The values from before hold again."
                  }
                  confirmLabel="Revert"
                  pendingLabel="Reverting…"
                  fields={{ eventId: change.id, version: String(policy.version) }}
                  action={revert.bind(null, org)}
                >
                  <Differences
                    change={{ ...change, before: change.after, after: change.before }}
                    times={times}
                  />
                </ConfirmDialog>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </SettingCard>
  );
}

function Differences({ change, times }: { change: Pick<Change, "before" | "after">; times: TimeStyle }) {
  const { fields, networks } = differencesIn(change.before, change.after, times);
  return (
    <ul className="mt-1 flex flex-col gap-0.5 wrap-anywhere text-muted">
      {fields.map(({ name, from, to }) => (
        <li key={name}>
          {name}: <del className="decoration-faint">{from}</del> <span aria-hidden="true">→</span>{" "}
          <ins className="font-medium text-ink no-underline">{to}</ins>
        </li>
      ))}
      {networks ? <li>Networks: {networks}</li> : null}
    </ul>
  );
}
