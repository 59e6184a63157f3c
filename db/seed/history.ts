import type { projects as projectRows } from "@/db/schema";
import { day } from "@/lib/core/clock";
import type { Player } from "./cast";
import {
  type Author,
  asKey,
  asMember,
  asUser,
  type Chronicle,
  chronicle,
  type Event,
  type Organization,
  type Target,
} from "./chronicle";
import type { Dice } from "./dice";
import type { Invitation } from "./invitations";
import { type Key, rotationOf, rotationOverlapHours } from "./keys";
import { atWork, daysBefore, hoursAfter, idAt, isWeekend } from "./moments";
import { formerPeople } from "./people";
import { logDays } from "./sign-ins";

type Project = typeof projectRows.$inferInsert;

/** How the organization came to be, and its people came to it; of the last of them the invitations are still there. */
function founded(log: Chronicle, organization: Organization, cast: Player[], sent: Invitation[]): void {
  const { id, name, slug, legalName, alertingEmail, invoicingEmail, createdAt } = organization;
  const [founder, second] = cast as [Player, Player];
  log.add(createdAt, asUser(founder), "organization.created", ["organization", id, name], {
    after: { name, legalName, alertingEmail, invoicingEmail, slug },
  });
  for (const [place, player] of cast.entries()) {
    if (place === 0) continue;
    const invitation = sent.find(({ email }) => email === player.email);
    const sentAt = invitation?.createdAt ?? hoursAfter(player.joinedAt, -20);
    const inviter = invitation || (place > 3 && place % 2 === 0) ? second : founder;
    const target = invited(log, sentAt, asMember(inviter), player, player.joinedAt, invitation?.id);
    if (place % 5 === 2) log.add(hoursAfter(sentAt, 7), asMember(inviter), "invitation.resent", target);
  }
}

function invited(
  log: Chronicle,
  sentAt: Date,
  by: Author,
  who: Pick<Player, "userId" | "name" | "email" | "role" | "devices">,
  acceptedAt: Date,
  id = idAt("invitation", sentAt),
): Target {
  const target: Target = ["invitation", id, who.email];
  const after = { role: who.role, groupIds: [] };
  log.add(sentAt, by, "invitation.sent", target, { after });
  log.add(acceptedAt, asUser(who), "invitation.accepted", target, { after });
  return target;
}

/** How the projects came to be, and that one of them was done with. */
function worked(log: Chronicle, founder: Player, projects: Project[]): void {
  for (const { id, name, description, createdAt, archivedAt } of projects) {
    log.add(createdAt, asMember(founder), "project.created", ["project", id, name], {
      after: { name, description },
    });
    if (archivedAt) log.add(archivedAt, asMember(founder), "project.archived", ["project", id, name]);
  }
}

/** What became of the keys and the invitations that are there. */
function kept(log: Chronicle, cast: Player[], keys: Key[], sent: Invitation[]): void {
  const byName = (name: string) =>
    asMember(cast.find((player) => player.name === name) ?? (cast[0] as Player));
  for (const key of keys) {
    const { kind, scopes, prefix, createdAt, expiresAt, createdByName } = key;
    const rotatedAt = rotationOf(key);
    const expiresInDays = Math.round((expiresAt.getTime() - (rotatedAt ?? createdAt).getTime()) / day);
    log.add(createdAt, byName(createdByName), "key.created", ["key", key.id, key.name], {
      after: { kind, scopes, prefix, expiresInDays },
    });
    if (rotatedAt)
      log.add(rotatedAt, byName(createdByName), "key.rotated", ["key", key.id, key.name], {
        after: { prefix, overlapMinutes: rotationOverlapHours * 60, expiresInDays },
      });
    if (key.revokedAt)
      log.add(key.revokedAt, byName(createdByName), "key.revoked", ["key", key.id, key.name]);
  }
  for (const { id, email, role, groupIds, status, createdAt, decidedAt, invitedByName } of sent) {
    if (status === "accepted") continue; // Told with the one who joined.
    log.add(createdAt, byName(invitedByName), "invitation.sent", ["invitation", id, email], {
      after: { role, groupIds },
    });
    if (decidedAt)
      log.add(decidedAt, byName(invitedByName), "invitation.cancelled", ["invitation", id, email]);
  }
  for (const player of cast) {
    if (!player.disabledAt) continue;
    log.add(
      player.disabledAt,
      asMember(cast[1] as Player),
      "member.disabled",
      ["member", player.memberId, player.name],
      {
        before: { status: "active" },
        after: { status: "disabled" },
      },
    );
  }
}

/** People who came for some weeks, invited by the tool that keeps the accounts, and who left or were removed. */
function passedThrough(log: Chronicle, cast: Player[], tool: Key, today: Date, die: Dice): void {
  for (const [place, [name, address]] of formerPeople.entries()) {
    const joinedAt = atWork(daysBefore(today, 75 - place * 9), die);
    const goneAt = hoursAfter(joinedAt, die.between(9, 25) * 24);
    const memberId = idAt("member", joinedAt);
    const devices = (cast[place + 20] as Player).devices;
    const who = {
      userId: idAt("user", joinedAt),
      name,
      email: `${address}@contractors.example`,
      role: "user" as const,
      devices,
    };
    invited(log, hoursAfter(joinedAt, -5), asKey(tool), who, joinedAt);
    const target: Target = ["member", memberId, name];
    if (place % 3 === 0)
      log.add(
        goneAt,
        { ...asUser(who), actorKind: "member", actorId: memberId },
        "organization.left",
        target,
        { before: { role: "user" } },
      );
    else
      log.add(goneAt, asMember(cast[place % 2] as Player), "member.removed", target, {
        before: { role: "user" },
      });
  }
}

/** The small deeds of every working day: standing in for someone, being away, and being told no. */
function everyday(log: Chronicle, cast: Player[], today: Date, die: Dice): void {
  const admins = cast.filter(({ role }) => role === "owner" || role === "admin");
  const users = cast.filter(({ role, disabledAt }) => role === "user" && !disabledAt).slice(1);
  const busyUntil = new Map<Player, Date>();
  for (let daysAgo = logDays; daysAgo >= 0; daysAgo--) {
    if (isWeekend(daysBefore(today, daysAgo))) continue;
    for (let story = die.between(1, 5); story > 0; story--) {
      const at = atWork(daysBefore(today, daysAgo), die);
      const until = hoursAfter(at, die.between(2, 70));
      const [admin, user] = [die.pick(admins), die.pick(users)];
      if (at < hoursAfter(user.joinedAt, 24) || at < (busyUntil.get(user) ?? user.joinedAt)) continue;
      if (die.chance(0.15)) {
        refused(log, at, user, die.pick(admins));
        continue;
      }
      // What began is always ended, so that the log ends where the members' rows are.
      if (until > today) continue;
      busyUntil.set(user, until);
      const target: Target = ["member", user.memberId, user.name];
      const [field, usual, meanwhile] = die.chance(0.6)
        ? (["role", "user", "team-leader"] as const)
        : (["status", "active", "disabled"] as const);
      const [begun, ended] =
        field === "role"
          ? (["member.role_changed", "member.role_changed"] as const)
          : (["member.disabled", "member.enabled"] as const);
      log.add(at, asMember(admin), begun, target, {
        before: { [field]: usual },
        after: { [field]: meanwhile },
      });
      log.add(until, asMember(die.pick(admins)), ended, target, {
        before: { [field]: meanwhile },
        after: { [field]: usual },
      });
    }
  }
}

function refused(log: Chronicle, at: Date, user: Player, admin: Player): void {
  const outcome = "refused" as const;
  if (admin.role === "admin") {
    const reason = "An Admin cannot change an Owner or another Admin. Ask an Owner.";
    log.add(at, asMember(admin), "member.disabled", null, { outcome, after: { reason } });
  } else {
    const reason = "Only an Owner or an Admin makes keys of the organization. Make a key of your own.";
    log.add(at, asMember(user), "key.created", null, { outcome, after: { reason } });
  }
}

/** Everything that happened at Northwind Security, the oldest first. */
export function northwindHistory(
  organization: Organization,
  cast: Player[],
  robot: { id: string; createdAt: Date },
  keys: Key[],
  sent: Invitation[],
  projects: Project[],
  today: Date,
  die: Dice,
): Event[] {
  const log = chronicle(organization);
  founded(log, organization, cast, sent);
  log.add(
    robot.createdAt,
    asMember(cast[0] as Player),
    "member.api_only_created",
    ["member", robot.id, "Deploy robot"],
    { after: { role: "user", groupIds: [] } },
  );
  worked(log, cast[0] as Player, projects);
  kept(log, cast, keys, sent);
  const tool = keys.find(({ name }) => name === "Terraform");
  if (tool) passedThrough(log, cast, tool, today, die);
  everyday(log, cast, today, die);
  return log.until(today);
}

/** What happened at an organization of which nothing is told but how it came to be. */
export function shortHistory(organization: Organization, cast: Player[], today: Date): Event[] {
  const log = chronicle(organization);
  founded(log, organization, cast, []);
  const [founder, heir] = [cast[0] as Player, cast.findLast(({ role }) => role === "admin") as Player];
  log.add(daysBefore(today, 2), asMember(founder), "organization.ownership_offered", [
    "member",
    heir.memberId,
    heir.name,
  ]);
  return log.until(today);
}
