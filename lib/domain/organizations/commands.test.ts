import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { read } from "@/db/door";
import { memberships } from "@/db/schema";
import { auditTrail, givenOrganization, givenPerson } from "@/db/testing";
import { keyActor, memberActor } from "@/lib/auth/actor";
import { scopes } from "@/lib/core/roles";
import { createOrganization, leaveOrganization } from "./commands";
import { organizationInput } from "./input";
import { findLastOrganization, listMyOrganizations } from "./queries";

const inputFor = (name: string) =>
  organizationInput.parse({
    name,
    legalName: `${name} Ltd`,
    alertingEmail: "alerts@example.com",
    invoicingEmail: "invoices@example.com",
  });

const unique = () => randomBytes(6).toString("hex");

describe("making an organization", () => {
  test("makes its maker the Owner, and the place to come back to", async () => {
    const person = await givenPerson("Ada Lovelace");

    const { slug } = await createOrganization(person, inputFor(`Müller & Söhne ${unique()}`));

    expect(slug).toMatch(/^muller-sohne-/);
    expect(await memberActor(person, slug)).toMatchObject({ roles: ["owner"], name: "Ada Lovelace" });
    expect(await findLastOrganization(person)).toEqual({ slug });
    expect(await listMyOrganizations(person)).toMatchObject([{ slug, role: "owner", members: 1 }]);
  });

  test("stands in the new organization's log, with what it began as", async () => {
    const person = await givenPerson("Ada Lovelace");
    const input = inputFor(`Acme ${unique()}`);

    const { id, slug } = await createOrganization(person, input);

    expect(await auditTrail(id)).toMatchObject([
      { action: "organization.created", actorId: person.userId, after: { ...input, slug } },
    ]);
  });

  test.each([
    ["in capitals", (name: string) => name.toUpperCase()],
    [
      "in full-width letters",
      (name: string) => name.replace(/[a-z]/g, (c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)),
    ],
    ["with an invisible space", (name: string) => `${name.slice(0, 2)}\u200b${name.slice(2)}`],
    ["with more space", (name: string) => name.replace(" ", "  ")],
  ])("is refused when the name is taken, also %s", async (_, disguise) => {
    const person = await givenPerson();
    const name = `Acme ${unique()}`;
    await createOrganization(await givenPerson(), inputFor(name));

    const attempt = createOrganization(person, inputFor(disguise(name)));

    await expect(attempt).rejects.toMatchObject({ code: "name-taken", fields: [{ field: "name" }] });
    expect(await listMyOrganizations(person)).toEqual([]);
  });

  test("of one name is done once, however many try at once", async () => {
    const name = `Acme ${unique()}`;
    const people = await Promise.all(Array.from({ length: 8 }, () => givenPerson()));

    const outcomes = await Promise.allSettled(
      people.map((person) => createOrganization(person, inputFor(name))),
    );

    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? outcome.reason.code : [],
    );
    expect(refusals).toEqual(Array.from({ length: 7 }, () => "name-taken"));
  });

  test("gives names that read alike in an address each an address of their own", async () => {
    const person = await givenPerson();
    const word = unique();

    const made = [];
    for (const name of [`Acme ${word}`, `Acmé ${word}`, `acme-${word}`, `Acme: ${word}!`])
      made.push(await createOrganization(person, inputFor(name)));

    expect(new Set(made.map(({ slug }) => slug)).size).toBe(4);
    for (const { slug } of made) expect(slug).toMatch(new RegExp(`^acme-${word}(-[a-z0-9]{6})?$`));
  });

  test.each([
    ["New", /^organization-new/],
    ["株式会社", /^organization/],
    ["!!!", /^organization/],
  ])("called %s gets an address that leads to it", async (name, pattern) => {
    const person = await givenPerson();
    const signs = [...unique()].map((digit) => String.fromCodePoint(0x4e00 + Number.parseInt(digit, 16)));

    const { slug } = await createOrganization(person, inputFor(`${name} ${signs.join("")}`));

    expect(slug).toMatch(pattern);
  });
});

describe("leaving an organization", () => {
  test("takes the organization's name, typed just as it stands", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");

    for (const confirm of ["", "acme", org.name.toLowerCase(), `${org.name}!`]) {
      const attempt = leaveOrganization(user, { confirm });
      await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ field: "confirm" }] });
    }
    await leaveOrganization(user, { confirm: ` ${org.name} ` });

    await expect(org.again(user)).rejects.toMatchObject({ code: "not-found" });
    expect(await listMyOrganizations(user.person)).toEqual([]);
  });

  test("ends one's user keys there", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const secret = await org.keySecret(["organization:read"], user);

    await leaveOrganization(user, { confirm: org.name });

    await expect(keyActor(secret, user.request)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("is refused to the last Owner", async () => {
    const org = await givenOrganization();
    await org.member("admin");

    const attempt = leaveOrganization(org.owner, { confirm: org.name });

    await expect(attempt).rejects.toMatchObject({ code: "last-owner", status: 409 });
  });

  test("is refused to the last active Owner while another is disabled", async () => {
    const org = await givenOrganization();
    await org.join(await givenPerson(), "owner", "disabled");

    const attempt = leaveOrganization(org.owner, { confirm: org.name });

    await expect(attempt).rejects.toMatchObject({ code: "last-owner" });
  });

  test("at once, of two Owners one stays, 20 times of 20", async () => {
    for (let round = 0; round < 20; round++) {
      const org = await givenOrganization();
      const second = await org.member("owner");

      const outcomes = await Promise.allSettled(
        [org.owner, second].map((owner) => leaveOrganization(owner, { confirm: org.name })),
      );

      const refusals = outcomes.flatMap((outcome) =>
        outcome.status === "rejected" ? outcome.reason.code : [],
      );
      expect(refusals).toEqual(["last-owner"]);
      expect(await read(org.pass, (tx) => tx.select().from(memberships))).toHaveLength(1);
    }
  });

  test("twice at once is done once", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");

    const outcomes = await Promise.allSettled(
      [user, user].map((who) => leaveOrganization(who, { confirm: org.name })),
    );

    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await auditTrail(org.id)).map(({ outcome }) => outcome)).toEqual(["done", "refused"]);
  });

  test("is for people; a key and the operator are refused", async () => {
    const org = await givenOrganization();
    const key = await org.key([...scopes], await org.member("user"));

    for (const actor of [key, org.operator])
      await expect(leaveOrganization(actor, { confirm: org.name })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});

describe("an organization that disabled someone", () => {
  test("is listed to them as such, and tells nothing of itself", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    await org.setMember(user.id, { status: "disabled" });

    expect(await listMyOrganizations(user.person)).toMatchObject([
      { slug: org.slug, status: "disabled", members: null },
    ]);
  });
});
