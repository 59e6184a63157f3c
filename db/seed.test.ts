import { and, count, eq, inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { verifyPassword } from "@/lib/auth/password";
import { day, fromNow, now } from "@/lib/core/clock";
import { type Role, roles } from "@/lib/core/roles";
import { verifyChain } from "@/lib/domain/audit/queries";
import { makeDemo } from "@/lib/operator/demo";
import { operatorIn } from "@/lib/operator/organizations";
import { database } from "./client";
import { pass, read, type Tx } from "./door";
import {
  apiKeys,
  auditEvents,
  groupMemberships,
  groups,
  invitations,
  memberships,
  organizationSignIns,
  organizations,
  projectRoles,
  projects,
  signInAttempts,
  tokens,
  users,
} from "./schema";

async function inNorthwind<T>(run: (tx: Tx, organizationId: string) => Promise<T>): Promise<T> {
  const { organization } = await operatorIn("northwind-security");
  return read(pass({ organizationId: organization.id }), (tx) => run(tx, organization.id));
}

/** How many rows each table has; row-level security leaves those of Northwind. */
function sizes() {
  const tables = {
    organizations,
    memberships,
    groups,
    groupMemberships,
    projects,
    projectRoles,
    apiKeys,
    invitations,
    auditEvents,
    organizationSignIns,
  };
  return inNorthwind(async (tx) => {
    const sizeOf: Record<string, number> = {};
    for (const [name, table] of Object.entries(tables)) {
      const [row] = await tx.select({ total: count() }).from(table);
      sizeOf[name] = row?.total ?? 0;
    }
    return sizeOf;
  });
}

test("the demo is made once, however often and however parallel it is asked for", async () => {
  const startedAt = performance.now();
  const asked = await Promise.all([makeDemo(), makeDemo()]);
  const milliseconds = performance.now() - startedAt;
  const before = await sizes();

  const again = await makeDemo();

  expect(asked.map(({ made }) => made).sort()).toEqual([false, true]);
  expect(milliseconds).toBeLessThan(10_000);
  expect(again).toEqual({ ...asked[0], made: false });
  expect(await sizes()).toEqual(before);
  expect(before).toMatchObject({
    organizations: 1,
    memberships: 61,
    groups: 6,
    projects: 6,
    apiKeys: 10,
    invitations: 12,
  });
});

test("two of the invited have a letter on its way, with a link that works", async () => {
  await makeDemo();

  const queued = await inNorthwind((tx) =>
    tx
      .select({ invitedByName: invitations.invitedByName, link: tokens.purpose })
      .from(invitations)
      .innerJoin(tokens, eq(tokens.subjectId, invitations.id))
      .where(eq(invitations.mailStatus, "queued")),
  );

  const letter = { invitedByName: "Ada Lindqvist", link: "invitation" };
  expect(queued).toEqual([letter, letter]);
});

test("the demo has people in every role, and one of each who can sign in", async () => {
  const { signIns } = await makeDemo();

  const members = await inNorthwind((tx) =>
    tx
      .select({
        role: memberships.role,
        status: memberships.status,
        email: users.email,
        passwordHash: users.passwordHash,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId)),
  );

  expect(new Set(members.map(({ role }) => role))).toEqual(new Set<Role>(roles));
  expect(members.filter(({ status }) => status === "disabled")).toHaveLength(3);
  expect(signIns.map(({ role }) => role)).toEqual([
    "owner",
    "admin",
    "team-leader",
    "billing-manager",
    "user",
  ]);
  for (const { email, role, password } of signIns) {
    const member = members.find((candidate) => candidate.email === email);
    expect(member).toMatchObject({ role, status: "active" });
    expect(await verifyPassword(member?.passwordHash, password)).toBe(true);
  }
  const [stranger] = members.filter(
    ({ email, passwordHash }) => passwordHash && !signIns.some((known) => known.email === email),
  );
  expect(await verifyPassword(stranger?.passwordHash, signIns[0]?.password ?? "")).toBe(false);
});

test("the demo's first person has a second organization to switch to", async () => {
  const [ada] = (await makeDemo()).signIns;
  const [user] = await database()
    .select()
    .from(users)
    .where(eq(users.email, ada?.email ?? ""));

  const mine = await read(pass({ userId: user?.id ?? "" }), (tx) =>
    tx
      .select({ slug: organizations.slug, role: memberships.role })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(eq(memberships.userId, user?.id ?? "")),
  );

  expect(new Map(mine.map(({ slug, role }) => [slug, role]))).toEqual(
    new Map<string, Role>([
      ["northwind-security", "owner"],
      ["lumen-robotics", "admin"],
    ]),
  );
});

test("the demo's audit logs are whole and run forwards in time", async () => {
  await makeDemo();
  for (const slug of ["northwind-security", "lumen-robotics"]) {
    const { organization } = await operatorIn(slug);

    const verdict = await verifyChain(organization.id);

    expect(verdict).toMatchObject({ brokenAt: null, complaint: null });
    const events = await read(pass({ organizationId: organization.id }), (tx) =>
      tx.select({ at: auditEvents.at, id: auditEvents.id }).from(auditEvents).orderBy(auditEvents.sequence),
    );
    expect(events.length).toBe(verdict.events);
    expect(events.map(({ at }) => at.getTime())).toEqual(
      events.map(({ at }) => at.getTime()).sort((a, b) => a - b),
    );
    expect(events.every(({ at }) => at <= now())).toBe(true);
  }
});

test("the demo has keys and invitations in every state", async () => {
  await makeDemo();

  const { keys, sent } = await inNorthwind(async (tx) => ({
    keys: await tx.select().from(apiKeys),
    sent: await tx.select().from(invitations),
  }));

  const live = keys.filter(({ revokedAt, expiresAt }) => !revokedAt && expiresAt > now());
  expect(live.length).toBeGreaterThan(4);
  expect(keys.some(({ revokedAt }) => revokedAt)).toBe(true);
  expect(keys.some(({ revokedAt, expiresAt }) => !revokedAt && expiresAt < now())).toBe(true);
  expect(live.some(({ secretHash }) => secretHash === null)).toBe(true);
  expect(live.some(({ previousUntil }) => previousUntil && previousUntil > now())).toBe(true);
  expect(live.some(({ lastUsedAt }) => lastUsedAt === null)).toBe(true);
  expect(live.some(({ expiresAt }) => expiresAt < fromNow(14 * day))).toBe(true);
  expect(new Set(keys.map(({ kind }) => kind))).toEqual(new Set(["user", "organization"]));
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set(["pending", "accepted", "cancelled"]));
  expect(sent.some(({ status, expiresAt }) => status === "pending" && expiresAt < now())).toBe(true);
  expect(sent.filter(({ mailStatus }) => mailStatus === "failed")).toHaveLength(1);
});

test("the demo's sign-ins reach back ninety days, fail for several reasons and come from both families of addresses", async () => {
  const { signIns } = await makeDemo();
  const attempts = await database().select().from(signInAttempts);

  const own = attempts.filter(({ email }) => email.endsWith("@northwind.example"));
  expect(own.length).toBeGreaterThan(1_000);
  expect(own.some(({ at }) => at < fromNow(-80 * day))).toBe(true);
  expect(own.every(({ at }) => at <= now())).toBe(true);
  expect(new Set(own.flatMap(({ reason }) => reason ?? []))).toEqual(
    new Set(["wrong-password", "unknown-address", "email-unconfirmed"]),
  );
  expect(own.some(({ ip }) => ip?.includes(":"))).toBe(true);
  expect(own.some(({ ip }) => ip?.includes("."))).toBe(true);
  const [recent] = await database()
    .select({ total: count() })
    .from(signInAttempts)
    .where(
      and(
        inArray(
          signInAttempts.email,
          signIns.map(({ email }) => email),
        ),
        eq(signInAttempts.outcome, "success"),
      ),
    );
  expect(recent?.total).toBeGreaterThan(50);
});

test("each organization of the demo has the sign-ins of its own members, from the day on which they joined", async () => {
  await makeDemo();
  for (const [slug, people] of [
    ["northwind-security", 50],
    ["lumen-robotics", 2],
  ] as const) {
    const { organization } = await operatorIn(slug);
    const log = await read(pass({ organizationId: organization.id }), (tx) =>
      tx
        .select({
          at: organizationSignIns.at,
          userId: organizationSignIns.userId,
          joinedAt: memberships.createdAt,
        })
        .from(organizationSignIns)
        .leftJoin(memberships, eq(memberships.id, organizationSignIns.memberId)),
    );

    expect(log.every(({ at, joinedAt }) => joinedAt && at >= joinedAt)).toBe(true);
    expect(new Set(log.map(({ userId }) => userId)).size).toBeGreaterThanOrEqual(people);
  }
});
