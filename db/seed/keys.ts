import type { apiKeys, keyScopeUses } from "@/db/schema";
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
  endpoint?: string;
  networks?: string[];
  revokedDays?: number;
  /** Hours until the secret before its rotation ends. */
  overlapHours?: number;
  /** Sent by email, and not opened yet. */
  waiting?: true;
};

/** The demo's keys are rotated with this overlap. */
export const rotationOverlapHours = 24;

/** When a key was rotated; null where it never was. */
export function rotationOf({ previousUntil }: Pick<Key, "previousUntil">): Date | null {
  return previousUntil ? hoursAfter(previousUntil, -rotationOverlapHours) : null;
}

/** Keys in every state: live, ending soon, rotated, waiting, expired, revoked, never used; the organization's and people's own. */
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
      endpoint: "PATCH /groups/{id}",
      networks: ["203.0.113.0/24"],
    },
    {
      name: "CI pipeline",
      by: ada,
      scopes: ["scans:read", "scans:write", "findings:read", "findings:write"],
      ageDays: 62,
      lifeDays: 180,
      used: 0.06,
      from: "203.0.113.24",
      endpoint: "GET /projects",
      overlapHours: 5,
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
      endpoint: "GET /audit-events",
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
      endpoint: "GET /members",
    },
    {
      name: "Warehouse export",
      by: grace,
      scopes: ["logs:read", "members:read"],
      ageDays: 0.6,
      lifeDays: 90,
      waiting: true,
    },
  ];
  return sketches.map((sketch) => {
    const { name, by, own, scopes, networks, used, revokedDays, overlapHours } = sketch;
    const createdAt = hoursAfter(daysBefore(today, sketch.ageDays), -2);
    const { secret, prefix } = newApiKey();
    const previousUntil = overlapHours === undefined ? null : hoursAfter(today, overlapHours);
    const begins = rotationOf({ previousUntil }) ?? createdAt;
    return {
      organizationId,
      id: idAt("key", createdAt),
      name,
      kind: own ? "user" : "organization",
      memberId: own ? by.memberId : null,
      prefix,
      secretHash: sketch.waiting ? null : sha256(secret),
      previousHash: previousUntil && sha256(newApiKey().secret),
      previousUntil,
      scopes,
      networks: networks ?? null,
      createdByName: by.name,
      madeBy: by.memberId,
      createdAt,
      expiresAt: new Date(begins.getTime() + sketch.lifeDays * day),
      lifeDays: sketch.lifeDays,
      revokedAt: revokedDays === undefined ? null : daysBefore(today, revokedDays),
      lastUsedAt: used === undefined ? null : hoursAfter(today, -used),
      lastUsedIp: sketch.from ?? null,
      lastUsedEndpoint: sketch.endpoint ?? null,
    };
  });
}

/** What the keys used of their scopes: of each the first half, when the key was used last. */
export function scopeUsesOf(keys: Key[]): (typeof keyScopeUses.$inferInsert)[] {
  return keys.flatMap(({ organizationId, id: keyId, scopes, lastUsedAt: usedAt }) =>
    usedAt
      ? scopes
          .slice(0, Math.ceil(scopes.length / 2))
          .map((scope) => ({ organizationId, keyId, scope, usedAt }))
      : [],
  );
}
