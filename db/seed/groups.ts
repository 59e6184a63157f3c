import type { groupMemberships, groups, projectRoles, projects } from "@/db/schema";
import type { Role } from "@/lib/core/roles";
import { foldName } from "@/lib/core/text";
import type { Player } from "./cast";
import type { Dice } from "./dice";
import { hoursAfter, idAt } from "./moments";
import { archivedProject, groupNames, projectNames, type Team } from "./people";

/** What is set of some groups; the others may do what the plan holds. */
const groupSettings: Partial<Record<string, Partial<typeof groups.$inferInsert>>> = {
  platform: { maxConcurrentScans: 12 },
  appsec: { maxConcurrentScans: 20, allowedConnectors: ["jira", "slack", "webhook"] },
  support: { maxConcurrentScans: 2, allowedConnectors: ["slack"] },
  finance: { allowedConnectors: [] },
};

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
      ...groupSettings[key],
    };
  });
  const ids = Object.fromEntries(
    Object.keys(groupNames).map((key, place) => [key, rows[place]?.id as string]),
  );
  const champions = cast.filter((player, place) => player.role === "user" && place % 9 === 8);
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
    const archivedAt = name === archivedProject ? hoursAfter(createdAt, 24 * 30) : null;
    rows.push({ organizationId, id, name, foldedName: foldName(name), description, archivedAt, createdAt });
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
