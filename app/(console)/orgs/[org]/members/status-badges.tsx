import { Badge } from "@/components/ui/badge";
import type { Member } from "@/lib/domain/members/queries";

/** Whether a member may come in, and whether too many wrong passwords hold their account. */
export function StatusBadges({ member }: { member: Pick<Member, "status" | "lockedUntil"> }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {member.status === "active" ? (
        <Badge tone="success">Active</Badge>
      ) : (
        <Badge tone="warning">Disabled</Badge>
      )}
      {member.lockedUntil ? <Badge tone="danger">Locked</Badge> : null}
    </span>
  );
}
