import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { pass, read } from "@/db/door";
import { auditEvents, memberships, users } from "@/db/schema";
import { givenOrganization, givenPerson, givenStranger } from "@/db/testing";
import { keyActor } from "@/lib/auth/key-actor";
import { hashPassword } from "@/lib/auth/password";
import { newId } from "@/lib/core/ids";
import { createKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { signInWithPassword } from "@/lib/domain/sign-in/commands";
import { createOrganizationFor, newOrganizationInput, operatorIn } from "./organizations";

const password = "a long walk by the sea";

/** Words that no other test has used. */
function unused() {
  const word = newId("token").slice(-12);
  return { name: `Acme ${word}`, ownerEmail: `owner.${word}@example.com` };
}

function eventsOf(organizationId: string) {
  return read(pass({ organizationId }), (tx) =>
    tx
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.streamId, organizationId))
      .orderBy(auditEvents.sequence),
  );
}

async function userOf(email: string) {
  const [user] = await database().select().from(users).where(eq(users.email, email));
  return user;
}

test("the operator makes an organization, and its Owner signs in with the password given", async () => {
  const { name, ownerEmail } = unused();

  const made = await createOrganizationFor({ name, ownerEmail, ownerPassword: password });

  expect(made).toMatchObject({ name, owner: { email: ownerEmail, account: "made" } });
  const ticket = await signInWithPassword(givenStranger(), { email: ownerEmail, password });
  expect(ticket).toHaveProperty("ticket");
  const members = await read(pass({ organizationId: made.id }), (tx) => tx.select().from(memberships));
  expect(members).toMatchObject([
    { role: "owner", status: "active", userId: (await userOf(ownerEmail))?.id },
  ]);
});

test("the log says that the operator made the organization", async () => {
  const { name, ownerEmail } = unused();

  const made = await createOrganizationFor({ name, ownerEmail });

  const events = await eventsOf(made.id);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    action: "organization.created",
    outcome: "done",
    actorKind: "operator",
    actorId: "operator",
    targetId: made.id,
    after: { name, slug: made.slug, alertingEmail: ownerEmail, invoicingEmail: ownerEmail },
  });
  expect(JSON.stringify(events)).not.toContain(password);
});

test("an account that is there becomes Owner with its password untouched", async () => {
  const passwordHash = await hashPassword(password);
  const person = await givenPerson("Ida Rhodes", { passwordHash });

  const made = await createOrganizationFor({ name: unused().name, ownerEmail: person.email });

  expect(made.owner.account).toBe("kept");
  expect(await userOf(person.email)).toMatchObject({ passwordHash, name: "Ida Rhodes" });
});

test("a password for an account that is there is refused, and nothing is made", async () => {
  const person = await givenPerson();
  const { name } = unused();

  const attempt = createOrganizationFor({ name, ownerEmail: person.email, ownerPassword: password });

  await expect(attempt).rejects.toMatchObject({ code: "conflict" });
  await expect(createOrganizationFor({ name, ownerEmail: person.email })).resolves.toMatchObject({ name });
});

test("what a stranger set on an account that nobody has proven is wiped", async () => {
  const passwordHash = await hashPassword("the stranger's own");
  const { email } = await givenPerson("Stranger's Choice", { passwordHash, emailVerifiedAt: null });

  const made = await createOrganizationFor({ name: unused().name, ownerEmail: email });

  expect(made.owner.account).toBe("made");
  const user = await userOf(email);
  expect(user).toMatchObject({ passwordHash: null });
  expect(user?.emailVerifiedAt).not.toBeNull();
});

test("a name that is taken is refused, and no account is left behind", async () => {
  const org = await givenOrganization();
  const { ownerEmail } = unused();

  const attempt = createOrganizationFor({ name: org.name.toUpperCase(), ownerEmail });

  await expect(attempt).rejects.toMatchObject({ code: "name-taken" });
  expect(await userOf(ownerEmail)).toBeUndefined();
});

test("a new Owner's password keeps the rules of every password", async () => {
  const { name, ownerEmail } = unused();

  expect(newOrganizationInput.safeParse({ name, ownerEmail, ownerPassword: "password" }).success).toBe(false);
  expect(newOrganizationInput.safeParse({ name, ownerEmail, ownerPassword: "short" }).success).toBe(false);
  const personal = createOrganizationFor({ name, ownerEmail, ownerPassword: ownerEmail });
  await expect(personal).rejects.toMatchObject({ code: "invalid" });
});

test("the operator is found in an organization by its slug, and in none that is not there", async () => {
  const org = await givenOrganization();

  const operator = await operatorIn(org.slug);

  expect(operator).toMatchObject({ kind: "operator", organization: { id: org.id, name: org.name } });
  await expect(operatorIn(`${org.slug}-not`)).rejects.toMatchObject({ code: "not-found" });
});

test("a key that the operator makes works, and the log names the operator", async () => {
  const org = await givenOrganization();
  const input = createKeyInput.parse({ name: "CI", kind: "organization", scopes: ["members:read"] });

  const key = await createKey(await operatorIn(org.slug), input);

  const actor = await keyActor(key.secret ?? "", { ip: null, userAgent: null, requestId: null });
  expect(actor).toMatchObject({ organization: { id: org.id }, key: { scopes: ["members:read"] } });
  const events = await eventsOf(org.id);
  expect(events).toMatchObject([{ action: "key.created", actorKind: "operator", targetId: key.id }]);
  expect(JSON.stringify(events)).not.toContain(key.secret);
});
