import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { day, fromNow } from "@/lib/core/clock";
import type { KeyRow } from "@/lib/domain/keys/queries";

/** A key that ends within so many days is pointed out. */
const soonDays = 14;

/** When a key ends, or why it has; and until when the secret before its rotation works. */
export function KeyEnd({ status, expiresAt, previousUntil }: KeyRow) {
  if (status === "revoked") return <Badge tone="danger">Revoked</Badge>;
  if (status === "expired") return <Badge tone="warning">Expired</Badge>;
  const soon = expiresAt <= fromNow(soonDays * day);
  return (
    <>
      {soon ? (
        <Badge tone="warning">
          Ends <Time at={expiresAt} />
        </Badge>
      ) : (
        <Time at={expiresAt} />
      )}
      {previousUntil ? (
        <span className="block text-sm text-muted">
          Old secret ends <Time at={previousUntil} />
        </span>
      ) : null}
    </>
  );
}

/** When a key was last used, from where and for what. */
export function LastUse({
  status,
  lastUsedAt,
  lastUsedIp,
  lastUsedEndpoint,
}: Pick<KeyRow, "status" | "lastUsedAt" | "lastUsedIp" | "lastUsedEndpoint">) {
  if (status === "waiting") return <span className="text-muted">Its link was not opened yet</span>;
  if (!lastUsedAt) return <span className="text-muted">Never</span>;
  return (
    <>
      <Time at={lastUsedAt} />
      {lastUsedIp ? <span className="block text-sm text-muted">from {lastUsedIp}</span> : null}
      {lastUsedEndpoint ? <code className="block text-xs text-muted">{lastUsedEndpoint}</code> : null}
    </>
  );
}
