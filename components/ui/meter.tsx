import type { ReactNode } from "react";
import { cn } from "./cn";

export type MeterProps = {
  label: string;
  used: number;
  /** `null` when there is no limit: then only the number is told. */
  total: number | null;
  format?: (value: number) => string;
  /** `share` where more is better, so that nothing warns of it. */
  kind?: "limit" | "share";
  hint?: ReactNode;
};

function plain(value: number): string {
  return value.toLocaleString("en");
}

/** How much of something is used, or how much of a whole is reached. Of a limit, from 90 % it warns, at 100 % it says so in words, not by colour alone. */
export function Meter({ label, used, total, format = plain, kind = "limit", hint }: MeterProps) {
  const share = total === null ? 0 : total === 0 ? 1 : Math.min(1, used / total);
  const words = total === null ? `${format(used)}, no limit` : `${format(used)} of ${format(total)}`;
  const full = kind === "limit" && total !== null && used >= total;
  const nearlyFull = kind === "limit" && share >= 0.9;
  return (
    <div>
      <div className="flex items-baseline justify-between gap-4">
        <span className="font-medium">{label}</span>
        <span className="tabular text-muted">
          {words}
          {full ? <span className="text-danger-ink"> · full</span> : null}
        </span>
      </div>
      {total === null ? null : (
        // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be styled alike in all browsers.
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={Math.min(used, total)}
          aria-valuetext={words}
          className="mt-2 h-1.5 overflow-hidden rounded-full bg-hover"
        >
          <div
            className={cn(
              "h-full rounded-full",
              full ? "bg-danger" : nearlyFull ? "bg-warning" : "bg-accent",
            )}
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
      {hint ? <p className="mt-1.5 text-sm text-muted">{hint}</p> : null}
    </div>
  );
}
