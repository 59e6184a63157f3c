import { randomUUID } from "node:crypto";
import type { auditEvents, organizations } from "@/db/schema";
import type { IdKind } from "@/lib/core/ids";
import type { AuditAction } from "@/lib/domain/audit/record";
import type { Player } from "./cast";
import type { Key } from "./keys";
import { idAt } from "./moments";

export type Event = typeof auditEvents.$inferInsert;
export type Organization = typeof organizations.$inferInsert;

/** Who stands in the log: a member, someone who was not one yet, or a key. */
export type Author = Pick<
  Event,
  "actorKind" | "actorId" | "actorName" | "ip" | "userAgent" | "sessionId" | "keyId"
>;
export type Target = [kind: IdKind, id: string, name: string] | null;

export function asMember({ memberId, name, devices, sessionId }: Player): Author {
  return { actorKind: "member", actorId: memberId, actorName: name, ...devices[0], sessionId, keyId: null };
}

export function asUser({ userId, name, devices }: Pick<Player, "userId" | "name" | "devices">): Author {
  return { actorKind: "user", actorId: userId, actorName: name, ...devices[0], sessionId: null, keyId: null };
}

export function asKey({ id, name, lastUsedIp }: Key): Author {
  return {
    actorKind: "key",
    actorId: id,
    actorName: name,
    ip: lastUsedIp,
    userAgent: "terraform-provider-steward/1.4",
    sessionId: null,
    keyId: id,
  };
}

/** Tells an organization's past; events may be added in any order and come out in the order of their time. */
export function chronicle(organization: Organization) {
  const events: Event[] = [];
  return {
    add(
      at: Date,
      author: Author,
      action: AuditAction,
      target: Target,
      more: Pick<Event, "before" | "after"> & { outcome?: "refused" } = {},
    ) {
      const [targetKind, targetId, targetName] = target ?? [null, null, null];
      const told = {
        targetKind,
        targetId,
        targetName,
        before: null,
        after: null,
        outcome: "done" as const,
        ...more,
      };
      const chained = { sequence: 0, previousHash: "", hash: "" };
      events.push({
        streamId: organization.id,
        id: idAt("auditEvent", at),
        at,
        action,
        requestId: randomUUID(),
        ...author,
        ...told,
        ...chained,
      });
    },
    until: (today: Date) =>
      events.filter(({ at }) => at < today).sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

export type Chronicle = ReturnType<typeof chronicle>;
