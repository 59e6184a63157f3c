import { type Role, roleNames } from "@/lib/core/roles";
import type { AuditRow } from "@/lib/domain/audit/queries";

/** What an event is called in the log, and what it changed: "Role: User → Team Leader". */
export function EventDetails({ event: { action, before, after } }: { event: AuditRow }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return (
    <details className="mt-0.5 text-sm">
      <summary className="inline-block cursor-pointer rounded-sm text-muted underline decoration-control underline-offset-4 hover:text-ink">
        Details
      </summary>
      <dl className="mt-1.5 mb-1 flex flex-col gap-0.5 text-left">
        <Detail label="Event">
          <code className="font-mono text-xs">{action}</code>
        </Detail>
        {names.map((name) => (
          <Detail key={name} label={labelOf(name)}>
            {before && name in before ? `${wordsFor(name, before[name])} → ` : ""}
            {after && name in after ? wordsFor(name, after[name]) : "(removed)"}
          </Detail>
        ))}
      </dl>
    </details>
  );
}

function Detail({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="shrink-0 text-muted">{label}:</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

const labels: Record<string, string> = { groupIds: "Groups", expiresInDays: "Lives for" };

/** `alertingEmail` reads as "Alerting email". */
function labelOf(name: string): string {
  const spaced = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return labels[name] ?? `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}

function wordsFor(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : "None";
  if (name === "role" && typeof value === "string") return roleNames[value as Role] ?? value;
  if (name === "status" || name === "kind")
    return `${String(value).charAt(0).toUpperCase()}${String(value).slice(1)}`;
  if (name === "expiresInDays") return `${value} days`;
  if (value === null || value === undefined) return "None";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
