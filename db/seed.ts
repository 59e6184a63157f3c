import { eq } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { hashPassword } from "@/lib/auth/password";
import { now } from "@/lib/core/clock";
import type { Role } from "@/lib/core/roles";
import { foldName, slugify } from "@/lib/core/text";
import { database } from "./client";
import { change, enter, pass, type Tx } from "./door";
import * as schema from "./schema";
import { lumenAgeDays, lumenCast, northwindAgeDays, northwindCast, type Player, statusOf } from "./seed/cast";
import { dice } from "./seed/dice";
import { groupsOf, projectsOf } from "./seed/groups";
import { northwindHistory, shortHistory } from "./seed/history";
import { invitationsOf } from "./seed/invitations";
import { keysOf } from "./seed/keys";
import { daysBefore, idAt } from "./seed/moments";
import { demoPassword, signInCount } from "./seed/people";
import { lastSeen, signInsOf } from "./seed/sign-ins";

/** Someone who can sign in to the demo. */
export type DemoSignIn = { name: string; email: string; role: Role; password: string };

/** What the seed made, or found there already. */
export type Demo = { made: boolean; slug: string; signIns: DemoSignIn[] };

/** PostgreSQL takes 65,535 parameters at once, and the widest row here has 21. */
const rowsAtOnce = 1_000;

async function insert<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: Table["$inferInsert"][],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await tx.insert(table).values(rows.slice(start, start + rowsAtOnce));
  }
}

function organization(name: string, legalName: string, domain: string, seats: number, createdAt: Date) {
  return {
    id: idAt("organization", createdAt),
    slug: slugify(name),
    name,
    foldedName: foldName(name),
    legalName,
    alertingEmail: `security@${domain}`,
    invoicingEmail: `invoices@${domain}`,
    plan: "Community",
    seats,
    createdAt,
  };
}

function membershipsOf(organizationId: string, cast: Player[], seen: Map<string, Date>) {
  return cast.map((player) => ({
    organizationId,
    id: player.memberId,
    userId: player.userId,
    role: player.role,
    status: statusOf(player),
    lastActiveAt: seen.get(player.userId) ?? null,
    createdAt: player.joinedAt,
  }));
}

function usersOf(cast: Player[], lastOrganizationId: string) {
  return cast.map(({ userId, email, name, joinedAt }) => ({
    id: userId,
    email,
    name,
    emailVerifiedAt: joinedAt,
    lastOrganizationId,
    createdAt: joinedAt,
  }));
}

/**
 * Makes the demo: Northwind Security, a lively organization of sixty people with ninety days of logs, and Lumen
 * Robotics, a small one that shares two of them. Its secrets are random, but for the password of those who can sign in.
 * One transaction; changes nothing where the demo is there already.
 */
export async function seedDemo(): Promise<Demo> {
  const today = now();
  const die = dice(7);
  const northwind = organization(
    "Northwind Security",
    "Northwind Security Oy",
    "northwind.example",
    75,
    daysBefore(today, northwindAgeDays),
  );
  const lumen = organization(
    "Lumen Robotics",
    "Lumen Robotics K.K.",
    "lumen.example",
    10,
    daysBefore(today, lumenAgeDays),
  );
  const cast = northwindCast(today, die);
  const guests = lumenCast(today, cast, die);
  const signIns = cast
    .slice(0, signInCount)
    .map(({ name, email, role }) => ({ name, email, role, password: demoPassword }));

  const [there] = await database()
    .select({ id: schema.users.id })
    .from(schema.users)
    .where(eq(schema.users.email, signIns[0]?.email ?? ""));
  if (there) return { made: false, slug: northwind.slug, signIns };

  const attempts = signInsOf(cast, today, die);
  const seen = lastSeen(attempts);
  const hashes = await Promise.all(signIns.map(({ password }) => hashPassword(password)));
  const own = guests.filter((guest) => !cast.some(({ userId }) => userId === guest.userId));
  const people = usersOf(cast, northwind.id).map((user, place) => ({
    ...user,
    passwordHash: hashes[place] ?? null,
  }));

  await change(pass({ organizationId: northwind.id }), async (tx) => {
    await insert(tx, schema.users, [...people, ...usersOf(own, lumen.id)]);
    await insert(tx, schema.signInAttempts, attempts);
    await insertNorthwind(tx);
    await enter(tx, pass({ organizationId: lumen.id }));
    await insert(tx, schema.organizations, [lumen]);
    await insert(tx, schema.memberships, membershipsOf(lumen.id, guests, new Map()));
    await insert(tx, schema.auditEvents, shortHistory(lumen, guests, today));
  });
  return { made: true, slug: northwind.slug, signIns };

  async function insertNorthwind(tx: Tx): Promise<void> {
    const groups = groupsOf(northwind.id, cast, northwind.createdAt);
    const projects = projectsOf(northwind.id, cast, groups.ids, northwind.createdAt, die);
    const keys = keysOf(northwind.id, cast, today);
    const invitations = invitationsOf(northwind.id, cast, groups.ids, today);
    await insert(tx, schema.organizations, [northwind]);
    await insert(tx, schema.memberships, membershipsOf(northwind.id, cast, seen));
    await insert(tx, schema.groups, groups.rows);
    await insert(tx, schema.groupMemberships, groups.members);
    await insert(tx, schema.projects, projects.rows);
    await insert(tx, schema.projectRoles, projects.roles);
    await insert(tx, schema.apiKeys, keys);
    await insert(tx, schema.invitations, invitations);
    await insert(tx, schema.auditEvents, northwindHistory(northwind, cast, keys, invitations, today, die));
  }
}
