import type { apiKeys } from "@/db/schema";
import { newApiKey } from "@/lib/auth/api-key";
import { day } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import type { Scope } from "@/lib/core/roles";
import type { Player } from "./cast";
import { daysBefore, hoursAfter, idAt } from "./moments";

export type Key = typeof apiKeys.$inferInsert;

type KeySketch = {
  name: string;
  by: Player;
  own?: true;
  scopes: Scope[];
  ageDays: number;
  lifeDays: number;
  /** Hours ago. */
  used?: number;
  from?: string;
  revokedDays?: number;
};

/** Keys in every state: live, soon to expire, expired, revoked, never used; the organization's and people's own. */
export function keysOf(organizationId: string, cast: Player[], today: Date): Key[] {
  const [ada, grace, tomas, beatriz] = cast as [Player, Player, Player, Player];
  const sketches: KeySketch[] = [
    {
      name: "Legacy Jenkins",
      by: ada,
      scopes: ["scans:read", "scans:write"],
      ageDays: 210,
      lifeDays: 365,
      used: 46 * 24,
      from: "203.0.113.7",
      revokedDays: 45,
    },
    {
      name: "Audit script",
      by: grace,
      own: true,
      scopes: ["logs:read", "members:read"],
      ageDays: 120,
      lifeDays: 90,
      used: 31 * 24,
      from: "198.51.100.77",
    },
    {
      name: "Terraform",
      by: grace,
      scopes: [
        "members:read",
        "members:write",
        "groups:read",
        "groups:write",
        "projects:read",
        "projects:write",
      ],
      ageDays: 82,
      lifeDays: 90,
      used: 21,
      from: "203.0.113.40",
    },
    {
      name: "CI pipeline",
      by: ada,
      scopes: ["scans:read", "scans:write", "findings:read", "findings:write"],
      ageDays: 62,
      lifeDays: 180,
      used: 0.06,
      from: "203.0.113.24",
    },
    {
      name: "Invoice sync",
      by: beatriz,
      own: true,
      scopes: ["billing:read"],
      ageDays: 40,
      lifeDays: 180,
      used: 50,
      from: "198.51.100.8",
    },
    {
      name: "SIEM export",
      by: grace,
      scopes: ["logs:read"],
      ageDays: 30,
      lifeDays: 365,
      used: 0.4,
      from: "2001:db8:51e::12",
    },
    {
      name: "Findings panel",
      by: tomas,
      own: true,
      scopes: ["scans:read", "findings:read"],
      ageDays: 20,
      lifeDays: 90,
    },
    {
      name: "Ada’s laptop",
      by: ada,
      own: true,
      scopes: ["members:read", "logs:read"],
      ageDays: 12,
      lifeDays: 30,
      used: 3,
      from: "2001:db8:a1::5",
    },
  ];
  return sketches.map(({ name, by, own, scopes, ageDays, lifeDays, used, from, revokedDays }) => {
    const createdAt = hoursAfter(daysBefore(today, ageDays), -2);
    const { secret, prefix } = newApiKey();
    return {
      organizationId,
      id: idAt("key", createdAt),
      name,
      kind: own ? "user" : "organization",
      memberId: own ? by.memberId : null,
      prefix,
      secretHash: sha256(secret),
      scopes,
      createdByName: by.name,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + lifeDays * day),
      revokedAt: revokedDays === undefined ? null : daysBefore(today, revokedDays),
      lastUsedAt: used === undefined ? null : hoursAfter(today, -used),
      lastUsedIp: from ?? null,
    };
  });
}
