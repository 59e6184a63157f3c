import { eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { hashPassword } from "@/lib/auth/password";
import { now } from "@/lib/core/clock";
import { newSecret } from "@/lib/core/crypto";
import type { Role } from "@/lib/core/roles";
import { foldName, slugify } from "@/lib/core/text";
import { change, enter, pass, type Tx } from "./door";
import * as schema from "./schema";
import { lumenAgeDays, lumenCast, northwindAgeDays, northwindCast, type Player, statusOf } from "./seed/cast";
import { dice } from "./seed/dice";
import { groupsOf, projectsOf } from "./seed/groups";
import { offerOf } from "./seed/handover";
import { northwindHistory, shortHistory } from "./seed/history";
import { importOf, invitationsOf } from "./seed/invitations";
import { keysOf, scopeUsesOf } from "./seed/keys";
import { daysBefore, idAt } from "./seed/moments";
import { passkeysOf } from "./seed/passkeys";
import { demoPassword, signInCount } from "./seed/people";
import { removedIn } from "./seed/removed";
import { robotOf } from "./seed/robot";
import { lastSeen, signInLog, signInsOf } from "./seed/sign-ins";

/** Someone who can sign in to the demo. */
export type DemoSignIn = { name: string; email: string; role: Role; password: string };

/** What the seed made, or found there already. */
export type Demo = { made: boolean; slug: string; signIns: DemoSignIn[] };

/** Two seeds at once wait for each other, and the second finds the work done. Any number will do. */
const seedLock = 7_374_657_618;

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

/** `known` are the passwords of the first; the others' is one that nobody knows. */
async function usersOf(cast: Player[], lastOrganizationId: string, known: string[] = []) {
  const hashes = await Promise.all([...known, newSecret()].map(hashPassword));
  return cast.map(({ userId, email, name, joinedAt, hasPassword }, place) => ({
    id: userId,
    email,
    name,
    passwordHash: hasPassword ? (hashes[place] ?? hashes.at(-1)) : null,
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
  const northwind = {
    ...organization(
      "Northwind Security",
      "Northwind Security Oy",
      "northwind.example",
      75,
      daysBefore(today, northwindAgeDays),
    ),
    timeZone: "Europe/Helsinki",
    pendingInvoicingEmail: "accounts@northwind.example",
  };
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

  const made = await change(pass({ organizationId: northwind.id }), async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${seedLock})`);
    const [first] = signIns;
    const [there] = await tx
      .select({ id: schema.users.id })
      .from(schema.users)
      .where(eq(schema.users.email, first?.email ?? ""));
    if (there) return false;

    const attempts = signInsOf(cast, today, die);
    const passwords = signIns.map(({ password }) => password);
    await insert(tx, schema.users, await usersOf(cast, northwind.id, passwords));
    await insert(tx, schema.passkeys, passkeysOf(cast));
    await insert(tx, schema.signInAttempts, attempts);
    await insertNorthwind(tx, lastSeen(attempts));
    await insert(tx, schema.organizationSignIns, signInLog(northwind.id, cast, attempts));

    await enter(tx, pass({ organizationId: lumen.id }));
    const own = guests.filter((guest) => !cast.some(({ userId }) => userId === guest.userId));
    await insert(tx, schema.users, await usersOf(own, lumen.id));
    await insert(tx, schema.organizations, [lumen]);
    await insert(tx, schema.memberships, membershipsOf(lumen.id, guests, new Map()));
    await insert(tx, schema.ownershipOffers, [offerOf(lumen.id, guests, today)]);
    await insert(tx, schema.organizationSignIns, signInLog(lumen.id, guests, attempts));
    await insert(tx, schema.auditEvents, shortHistory(lumen, guests, today));
    return true;
  });
  return { made, slug: northwind.slug, signIns };

  async function insertNorthwind(tx: Tx, seen: Map<string, Date>): Promise<void> {
    const groups = groupsOf(northwind.id, cast, northwind.createdAt);
    const projects = projectsOf(northwind.id, cast, groups.ids, northwind.createdAt, die);
    const robot = robotOf(northwind.id, cast[0] as Player, today);
    const keys = [...keysOf(northwind.id, cast, today), robot.key];
    const invitations = invitationsOf(northwind.id, cast, groups.ids, today);
    await insert(tx, schema.organizations, [northwind]);
    await insert(tx, schema.users, [robot.user]);
    await insert(tx, schema.memberships, [...membershipsOf(northwind.id, cast, seen), robot.member]);
    await insert(tx, schema.groups, groups.rows);
    await insert(tx, schema.groupMemberships, groups.members);
    await insert(tx, schema.projects, projects.rows);
    await insert(tx, schema.projectRoles, projects.roles);
    await insert(tx, schema.apiKeys, keys);
    await insert(tx, schema.keyScopeUses, scopeUsesOf(keys));
    await insert(tx, schema.invitations, invitations);
    const imported = importOf(northwind.id, cast, today);
    await insert(tx, schema.invitationImports, [imported.list]);
    await insert(tx, schema.invitationImportRows, imported.rows);
    const history = northwindHistory(
      northwind,
      cast,
      robot.member,
      keys,
      invitations,
      projects.rows,
      today,
      die,
    );
    const gone = removedIn(northwind.id, history, today);
    await insert(tx, schema.users, gone.users);
    await insert(tx, schema.removedMembers, gone.removed);
    await insert(tx, schema.auditEvents, history);
  }
}
