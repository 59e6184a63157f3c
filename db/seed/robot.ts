import type { apiKeys, memberships, users } from "@/db/schema";
import { newApiKey } from "@/lib/auth/api-key";
import { sha256 } from "@/lib/core/crypto";
import type { Player } from "./cast";
import { daysBefore, hoursAfter, idAt } from "./moments";

/** The demo's API-only member, with the key that was made for it. */
export function robotOf(organizationId: string, maker: Player, today: Date) {
  const createdAt = hoursAfter(daysBefore(today, 26), -3);
  const userId = idAt("user", createdAt);
  const email = `${userId}@api-only.invalid`;
  const { secret, prefix } = newApiKey();
  const user: typeof users.$inferInsert = {
    id: userId,
    email,
    name: "Deploy robot",
    apiOnly: true,
    emailVerifiedAt: createdAt,
    createdAt,
  };
  const member: typeof memberships.$inferInsert = {
    organizationId,
    id: idAt("member", createdAt),
    userId,
    role: "user",
    status: "active",
    createdAt,
  };
  const key: typeof apiKeys.$inferInsert = {
    organizationId,
    id: idAt("key", hoursAfter(createdAt, 0.2)),
    name: "Rollout gate",
    kind: "user",
    memberId: member.id,
    prefix,
    secretHash: sha256(secret),
    scopes: ["projects:read", "scans:read", "findings:read"],
    createdByName: maker.name,
    madeBy: maker.memberId,
    createdAt: hoursAfter(createdAt, 0.2),
    expiresAt: daysBefore(today, -64),
    lifeDays: 90,
    lastUsedAt: hoursAfter(today, -5),
    lastUsedIp: "203.0.113.61",
    lastUsedEndpoint: "GET /projects",
  };
  return { user, member, key };
}
