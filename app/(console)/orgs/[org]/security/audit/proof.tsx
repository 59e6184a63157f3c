import { ShieldCheck } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { count } from "@/lib/core/text";
import { findLastSeals, findRetention } from "@/lib/domain/audit/queries";
import { RetentionDialog } from "./retention-dialog";
import { VerifyButton } from "./verify-button";

const choices: [days: number, label: string][] = [
  [30, "For 30 days"],
  [90, "For 90 days"],
  [180, "For 180 days"],
  [365, "For a year"],
  [730, "For 2 years"],
  [1_095, "For 3 years"],
  [1_825, "For 5 years"],
  [2_555, "For 7 years"],
  [3_650, "For 10 years"],
];

/** The API takes any number of days, so that what is set need not be one of the choices. */
function optionsWith(days: number | null) {
  const known = choices.some(([each]) => each === days);
  const all = days === null || known ? choices : [...choices, [days, `For ${count(days, "day")}`] as const];
  const sorted = [...all].sort(([a], [b]) => a - b);
  return [
    { value: "", label: "For ever" },
    ...sorted.map(([value, label]) => ({ value: String(value), label })),
  ];
}

/** How far the log is vouched for, and how long it is kept. */
export async function Proof({ actor }: { actor: Actor }) {
  const [{ end, cut }, days] = await Promise.all([findLastSeals(actor), findRetention(actor)]);
  const org = actor.organization.slug;
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 rounded-lg border border-line px-4 py-3 text-sm">
      <div className="flex min-w-0 gap-2.5">
        <ShieldCheck className="mt-0.5 size-4 shrink-0 text-muted" />
        <div>
          <p>
            {end ? (
              <>
                Verified up to event {end.sequence.toLocaleString("en")}, <Time at={end.at} />.
              </>
            ) : (
              "Not verified yet. That happens every night."
            )}{" "}
            <span className="text-muted">
              Each event is chained to the one before it, so that a change shows.
            </span>
          </p>
          {/* Not a paragraph, in which no dialog may stand. */}
          <div className="text-muted">
            {days === null ? "Everything is kept." : `Events are kept for ${count(days, "day")}.`}
            {cut ? ` Those up to number ${cut.sequence.toLocaleString("en")} were removed.` : ""}{" "}
            {actor.permissions.has("security:write") ? (
              <RetentionDialog org={org} days={days} options={optionsWith(days)} />
            ) : null}
          </div>
        </div>
      </div>
      {actor.permissions.has("logs:write") ? <VerifyButton org={org} /> : null}
    </div>
  );
}
