import type { apiKeys, groupMemberships, groups, invitations, projectRoles, projects } from "@/db/schema";
import { newApiKey } from "@/lib/auth/api-key";
import { day } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import type { Role, Scope } from "@/lib/core/roles";
import { foldName } from "@/lib/core/text";
import type { Player } from "./cast";
import type { Dice } from "./dice";
import { daysBefore, hoursAfter, idAt } from "./moments";
import { groupNames, projectNames, type Team } from "./people";

type Key = typeof apiKeys.$inferInsert;
type Invitation = typeof invitations.$inferInsert;

/** The groups of Northwind by their team, and who is in them. */
export function groupsOf(organizationId: string, cast: Player[], foundedAt: Date) {
  const rows = Object.entries(groupNames).map(([key, [name, description]], place) => {
    const createdAt = hoursAfter(foundedAt, 24 * (place + 6));
    const role: Role | null = key === "champions" ? "team-leader" : null;
    return {
      organizationId,
      id: idAt("group", createdAt),
      name,
      foldedName: foldName(name),
      description,
      role,
      createdAt,
    };
  });
  const ids = Object.fromEntries(
    Object.keys(groupNames).map((key, place) => [key, rows[place]?.id as string]),
  );
  const champions = cast.filter((player, place) => player.role === "user" && place % 9 === 4);
  const inside = (groupId: string, { memberId, joinedAt }: Player) => ({
    organizationId,
    groupId,
    memberId,
    createdAt: joinedAt,
  });
  const members: (typeof groupMemberships.$inferInsert)[] = [
    ...cast.flatMap((player) => (player.team ? [inside(ids[player.team] as string, player)] : [])),
    ...champions.map((player) => inside(ids.champions as string, player)),
  ];
  return {
    rows: rows satisfies (typeof groups.$inferInsert)[],
    members,
    ids: ids as Record<Team | "champions", string>,
  };
}

/** The projects of Northwind: an admin of its own for each, a group that works in it, one that looks on, and a few people beside. */
export function projectsOf(
  organizationId: string,
  cast: Player[],
  groupIds: Record<Team, string>,
  foundedAt: Date,
  die: Dice,
) {
  const rows: (typeof projects.$inferInsert)[] = [];
  const roles: (typeof projectRoles.$inferInsert)[] = [];
  projectNames.forEach(([name, description, worksIn, looksOn], place) => {
    const createdAt = hoursAfter(foundedAt, 24 * (place * 40 + 12));
    const id = idAt("project", createdAt);
    const here = { organizationId, projectId: id, createdAt };
    rows.push({ organizationId, id, name, foldedName: foldName(name), description, createdAt });
    roles.push(
      { ...here, groupId: groupIds[worksIn], role: "member" },
      { ...here, groupId: groupIds[looksOn], role: "viewer" },
    );
    const own = cast.filter(
      (player) => player.role === "user" && player.team === worksIn && !player.disabledAt,
    );
    const guests = cast.filter(
      (player) => player.role === "user" && player.team !== worksIn && player.team !== looksOn,
    );
    const people = new Set([own[place] ?? own[0], die.pick(guests), die.pick(guests)]);
    [...people].forEach((person, nth) => {
      if (person) roles.push({ ...here, memberId: person.memberId, role: nth === 0 ? "admin" : "member" });
    });
  });
  return { rows, roles };
}

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

/** Invitations in every state but two that are still on their way: those are made by the product itself, with a letter. */
export function invitationsOf(
  organizationId: string,
  cast: Player[],
  groupIds: Record<Team, string>,
  today: Date,
): Invitation[] {
  const [ada, grace] = cast as [Player, Player];
  const sketches: [
    email: string,
    name: string | null,
    role: Role,
    ageDays: number,
    state: "sent" | "failed" | "cancelled",
  ][] = [
    ["margit.toth@northwind.example", "Margit Tóth", "user", 41, "cancelled"],
    ["hugo.martin@northwind.example", "Hugo Martin", "user", 30, "sent"],
    ["consultant@brightline.example", null, "team-leader", 25, "cancelled"],
    ["sanna.koskela@northwind.example", "Sanna Koskela", "user", 12, "sent"],
    ["r.abebe@northwind.exmaple", "Rahel Abebe", "user", 2, "failed"],
    ["teodor.ilic@northwind.example", "Teodor Ilić", "user", 1.2, "sent"],
    ["auditor@kessler-partners.example", null, "billing-manager", 0.3, "sent"],
  ];
  const undecided = sketches.map(([email, name, role, ageDays, state], place): Invitation => {
    const createdAt = daysBefore(today, ageDays);
    const by = place % 2 === 0 ? grace : ada;
    return {
      ...letter(organizationId, createdAt, by, email),
      name,
      role,
      groupIds: role === "user" ? [groupIds.platform] : [],
      status: state === "cancelled" ? "cancelled" : "pending",
      mailStatus: state === "failed" ? "failed" : "sent",
      decidedAt: state === "cancelled" ? hoursAfter(createdAt, 30) : null,
    };
  });
  const accepted = cast.slice(-3).map(
    (player): Invitation => ({
      ...letter(organizationId, hoursAfter(player.joinedAt, -20), grace, player.email),
      name: player.name,
      role: player.role,
      groupIds: player.team ? [groupIds[player.team]] : [],
      status: "accepted",
      mailStatus: "sent",
      decidedAt: player.joinedAt,
    }),
  );
  return [...undecided, ...accepted];
}

function letter(organizationId: string, createdAt: Date, by: Player, email: string) {
  return {
    organizationId,
    id: idAt("invitation", createdAt),
    email,
    mailId: idAt("mail", createdAt),
    invitedBy: by.memberId,
    invitedByName: by.name,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 7 * day),
  };
}
