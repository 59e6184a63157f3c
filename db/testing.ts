import { randomBytes, randomInt } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Letter } from "@/emails/letters";
import { type Actor, memberActor, operatorActor, type Person, type Stranger } from "@/lib/auth/actor";
import { newApiKey } from "@/lib/auth/api-key";
import { keyActor } from "@/lib/auth/key-actor";
import { issueTicket, type Proof, startSession } from "@/lib/auth/sessions";
import { day, fromNow, now } from "@/lib/core/clock";
import { open, sha256 } from "@/lib/core/crypto";
import { plainTimes } from "@/lib/core/format";
import { newId } from "@/lib/core/ids";
import type { MemberStatus, ProjectRole, Role, Scope } from "@/lib/core/roles";
import { foldName } from "@/lib/core/text";
import { answerRequest } from "@/lib/domain/account-requests/commands";
import { type MailJob, mailSeal } from "@/lib/jobs/mail";
import { type RequestJob, requestSeal } from "@/lib/jobs/requests";
import { database } from "./client";
import { change, pass, read } from "./door";
import {
  apiKeys,
  auditEvents,
  groupMemberships,
  groups,
  memberships,
  organizations,
  projectRoles,
  projects,
  users,
} from "./schema";

/** Rows for tests and for the demo, made straight in the database and never by the code that they test. */

const request = { ip: "192.0.2.1", userAgent: "test", requestId: null };

/** A request from a network of its own, so that what is counted by network keeps tests apart. */
function ownRequest() {
  // Without zeros in front, as the database writes addresses.
  const network = [randomInt(0x1000, 0x10000), randomInt(0x1000, 0x10000)]
    .map((part) => part.toString(16))
    .join(":");
  return { ...request, ip: `2001:db8:${network}::1` };
}

/** Someone who has not signed in. */
export function givenStranger(browser: string | null = null): Stranger {
  return { kind: "stranger", browser, request: ownRequest() };
}

/** A person with a proven address and an account of their own. */
export async function givenPerson(
  name = "Ada Lovelace",
  more: Partial<typeof users.$inferInsert> = {},
): Promise<Person> {
  const id = newId("user");
  const email = `${foldName(name).replace(/[^a-z]+/g, ".")}.${randomBytes(5).toString("hex")}@example.com`;
  const [user] = await database()
    .insert(users)
    .values({ id, email, name, emailVerifiedAt: now(), createdAt: now(), ...more })
    .returning();
  return {
    kind: "person",
    userId: id,
    name,
    email: user?.email ?? email,
    sessionId: newId("session"),
    factorAt: now(),
    signedInAt: now(),
    idleSince: now(),
    activeAt: now(),
    idleLimitMinutes: null,
    absoluteLimitHours: null,
    lastOrganizationId: null,
    timeZone: null,
    request: ownRequest(),
  };
}

/** A session that the person signed in to, as the cookie carries it. */
export async function givenSession(
  person: Person,
  proof: Proof = { method: "password" },
): Promise<{ id: string; secret: string }> {
  const ticket = await change(pass({}), (tx) => issueTicket(tx, person.userId, proof));
  return startSession(ticket, person.request);
}

export type GivenOrganization = Awaited<ReturnType<typeof givenOrganization>>;

/** A test's own organization, with an Owner, and ways to fill it. */
export async function givenOrganization(more: Partial<typeof organizations.$inferInsert> = {}) {
  const id = newId("organization");
  const name = more.name ?? `Acme ${randomBytes(5).toString("hex")}`;
  const organization = {
    id,
    slug: `acme-${randomBytes(6).toString("hex")}`,
    name,
    foldedName: foldName(name),
    legalName: `${name} Ltd`,
    alertingEmail: "alerts@example.com",
    invoicingEmail: "invoices@example.com",
    plan: "Community",
    seats: 1_000,
    createdAt: now(),
    ...more,
  };
  const here = pass({ organizationId: id });
  await change(here, (tx) => tx.insert(organizations).values(organization));

  async function join(person: Person, role: Role, status: MemberStatus = "active"): Promise<string> {
    const memberId = newId("member");
    await change(here, (tx) =>
      tx
        .insert(memberships)
        .values({ organizationId: id, id: memberId, userId: person.userId, role, status, createdAt: now() }),
    );
    return memberId;
  }

  async function group(options: { name?: string; role?: Role; members?: Actor[] } = {}) {
    const groupId = newId("group");
    const groupName = options.name ?? `Group ${randomBytes(4).toString("hex")}`;
    await change(here, async (tx) => {
      await tx.insert(groups).values({
        organizationId: id,
        id: groupId,
        name: groupName,
        foldedName: foldName(groupName),
        role: options.role ?? null,
        createdAt: now(),
      });
      for (const member of options.members ?? []) {
        await tx
          .insert(groupMemberships)
          .values({ organizationId: id, groupId, memberId: member.id, createdAt: now() });
      }
    });
    return { id: groupId, name: groupName };
  }

  type GivenProject = {
    name?: string;
    members?: [Actor, ProjectRole][];
    groups?: [{ id: string }, ProjectRole][];
  };

  async function project(options: GivenProject = {}) {
    const projectId = newId("project");
    const projectName = options.name ?? `Project ${randomBytes(4).toString("hex")}`;
    await change(here, async (tx) => {
      await tx.insert(projects).values({
        organizationId: id,
        id: projectId,
        name: projectName,
        foldedName: foldName(projectName),
        createdAt: now(),
      });
      for (const [member, role] of options.members ?? []) {
        await tx
          .insert(projectRoles)
          .values({ organizationId: id, projectId, memberId: member.id, role, createdAt: now() });
      }
      for (const [held, role] of options.groups ?? []) {
        await tx
          .insert(projectRoles)
          .values({ organizationId: id, projectId, groupId: held.id, role, createdAt: now() });
      }
    });
    return { id: projectId, name: projectName };
  }

  /** A key's secret; the organization's own unless a member is named. */
  async function keySecret(scopes: Scope[], holder?: Actor, expiresAt = fromNow(90 * day)): Promise<string> {
    const { secret, prefix } = newApiKey();
    await change(here, (tx) =>
      tx.insert(apiKeys).values({
        organizationId: id,
        id: newId("key"),
        name: "Test key",
        kind: holder ? "user" : "organization",
        memberId: holder?.id ?? null,
        prefix,
        secretHash: sha256(secret),
        scopes,
        createdByName: "test",
        createdAt: now(),
        expiresAt,
        lifeDays: 90,
      }),
    );
    return secret;
  }

  /** A new person who is a member with this role, as the actor they are. */
  async function member(role: Role, name?: string): Promise<Actor & { person: Person }> {
    const person = await givenPerson(name);
    await join(person, role);
    return { ...(await memberActor(person, organization.slug)), person };
  }

  return {
    ...organization,
    pass: here,
    owner: await member("owner", "Olivia Owner"),
    operator: operatorActor({ id, slug: organization.slug, name, adminsManageAdmins: false, ...plainTimes }),
    join,
    member,
    group,
    project,
    keySecret,
    key: async (scopes: Scope[], holder?: Actor) => keyActor(await keySecret(scopes, holder), request),
    /** The same person as they are now, after their rights changed. */
    again: (actor: { person: Person }) => memberActor(actor.person, organization.slug),
    set: (values: Partial<typeof organizations.$inferInsert>) =>
      change(here, (tx) => tx.update(organizations).set(values).where(eq(organizations.id, id))),
    setMember: (memberId: string, values: Partial<typeof memberships.$inferInsert>) =>
      change(here, (tx) =>
        tx
          .update(memberships)
          .set(values)
          .where(and(eq(memberships.organizationId, id), eq(memberships.id, memberId))),
      ),
  };
}

/** Answers the requests that wait in the queue for an address, as the worker would. */
export async function answerRequests(email: string): Promise<void> {
  const jobs = await database().execute<{ id: string; data: RequestJob }>(
    sql`select id, data from jobs.job where name = 'account-request' order by created_on, id`,
  );
  const answers = jobs.map(async ({ id, data }) => {
    const { request, context } = JSON.parse(open(data.sealed, requestSeal));
    if (request.email !== email) return;
    const taken = await database().execute(sql`delete from jobs.job where id = ${id} returning id`);
    if (taken.length > 0) await answerRequest(request, context);
  });
  await Promise.all(answers);
}

/** The letters that wait in the queue for an address, the oldest first, unsealed, once what was asked of it is answered. */
export async function lettersTo(email: string): Promise<Letter[]> {
  await answerRequests(email);
  const jobs = await database().execute<{ data: MailJob }>(
    sql`select data from jobs.job where name = 'mail' order by created_on, id`,
  );
  return jobs
    .map(({ data }) => JSON.parse(open(data.sealed, mailSeal)) as { to: string; letter: Letter })
    .filter(({ to }) => to === email)
    .map(({ letter }) => letter);
}

/** The secret in the link of the newest letter to an address. */
export async function mailedSecret(email: string): Promise<string> {
  const link = (await lettersTo(email)).flatMap(({ props }) => ("link" in props ? props.link : [])).at(-1);
  if (link === undefined) throw new Error(`No letter with a link waits for ${email}.`);
  return new URL(link).searchParams.get("token") ?? link.slice(link.lastIndexOf("/") + 1);
}

/** Everything in the audit log of an organization or of a person's own account, the oldest first. */
export function auditTrail(streamId: string): Promise<(typeof auditEvents.$inferSelect)[]> {
  return read(pass({ organizationId: streamId }), (tx) =>
    tx.select().from(auditEvents).where(eq(auditEvents.streamId, streamId)).orderBy(auditEvents.sequence),
  );
}
