import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { read } from "@/db/door";
import { memberships, users } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization, givenPerson } from "@/db/testing";
import { memberActor, type Person } from "@/lib/auth/actor";
import { keyActor } from "@/lib/auth/key-actor";
import { noteVisit } from "@/lib/auth/visits";
import { fromNow, hour, minute } from "@/lib/core/clock";
import { scopes } from "@/lib/core/roles";
import { startAuthenticator } from "@/lib/domain/factors/commands";
import { changeMemberRole } from "@/lib/domain/members/commands";
import { deleteAccount } from "@/lib/domain/users/commands";
import { address, signedIn, withAuthenticator } from "@/tests/security/givens";
import { changeAdminReach, changeOrganization, createOrganization, leaveOrganization } from "./commands";
import { myOrganizationFilter, organizationInput, settingsInput } from "./input";
import { countSecondFactors, findLastOrganization, listMyOrganizations } from "./queries";

const inputFor = (name: string) =>
  organizationInput.parse({
    name,
    legalName: `${name} Ltd`,
    alertingEmail: address(),
    invoicingEmail: address(),
  });

const mine = async (person: Person, given: object = {}) =>
  (await listMyOrganizations(person, myOrganizationFilter.parse(given))).rows;

type Member = Awaited<ReturnType<GivenOrganization["member"]>>;

const unique = () => randomBytes(6).toString("hex");

describe("making an organization", () => {
  test("makes its maker the Owner, and the place to come back to", async () => {
    const person = await givenPerson("Ada Lovelace");

    const { slug } = await createOrganization(person, inputFor(`Müller & Söhne ${unique()}`));

    expect(slug).toMatch(/^muller-sohne-/);
    expect(await memberActor(person, slug)).toMatchObject({ roles: ["owner"], name: "Ada Lovelace" });
    expect(await findLastOrganization(person)).toEqual({ slug });
    expect(await mine(person)).toMatchObject([{ slug, role: "owner", members: 1 }]);
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
    expect(await mine(person)).toEqual([]);
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

  test("is done ten times a day by one person, and what is refused does not count", async () => {
    const person = await givenPerson();
    const taken = inputFor(`Acme ${unique()}`);
    await createOrganization(person, taken);
    for (let i = 0; i < 10; i++)
      await expect(createOrganization(person, taken)).rejects.toMatchObject({ code: "name-taken" });
    for (let i = 1; i < 10; i++) await createOrganization(person, inputFor(`Acme ${unique()}`));

    const eleventh = createOrganization(person, inputFor(`Acme ${unique()}`));

    await expect(eleventh).rejects.toMatchObject({
      code: "rate-limited",
      message: expect.stringMatching(/ (in 24 hours|tomorrow)\.$/),
    });
    expect(await createOrganization(await givenPerson(), taken).catch(({ code }) => code)).toBe("name-taken");
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
    expect(await mine(user.person)).toEqual([]);
  });

  test.each([
    ["leaving", (user: Member, org: GivenOrganization) => leaveOrganization(user, { confirm: org.name })],
    ["deleting one's account", ({ person }: Member) => deleteAccount(person, { confirm: person.email })],
  ])("by %s ends one's user keys there, and the log tells of them and of what one had", async (_, go) => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const group = await org.group({ members: [user] });
    const project = await org.project({ members: [[user, "viewer"]] });
    const secret = await org.keySecret(["organization:read"], user);

    await go(user, org);

    await expect(keyActor(secret, user.request)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await auditTrail(org.id)).toMatchObject([
      { action: "key.revoked", targetName: "Test key" },
      {
        action: "organization.left",
        before: {
          role: "user",
          groupIds: [group.id],
          projectRoles: [{ projectId: project.id, role: "viewer" }],
        },
      },
    ]);
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

  test("at once, of two Owners one stays, 50 times of 50", async () => {
    const org = await givenOrganization();
    let owners = [org.owner, await org.member("owner")];
    for (let round = 0; round < 50; round++) {
      const outcomes = await Promise.allSettled(
        owners.map((owner) => leaveOrganization(owner, { confirm: org.name })),
      );

      const refusals = outcomes.flatMap((outcome) =>
        outcome.status === "rejected" ? outcome.reason.code : [],
      );
      expect(refusals).toEqual(["last-owner"]);
      expect(await read(org.pass, (tx) => tx.select().from(memberships))).toHaveLength(1);
      const gone = owners.filter((_, place) => outcomes[place]?.status === "fulfilled");
      for (const { person } of gone) await org.join(person, "owner");
      owners = await Promise.all(
        owners.map(async ({ person }) => ({ ...(await org.again({ person })), person })),
      );
    }
  }, 60_000);

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

describe("someone's organizations", () => {
  test("come in pages, those they are active in first, the latest first, each once", async () => {
    const person = await givenPerson();
    const slugs: string[] = [];
    for (const [minutes, status] of [
      [3, "active"],
      [1, "disabled"],
      [2, "active"],
      [null, "active"],
      [null, "active"],
    ] as const) {
      const org = await givenOrganization();
      const id = await org.join(person, "user", status);
      if (minutes) await org.setMember(id, { lastActiveAt: fromNow(-minutes * minute) });
      slugs.push(org.slug);
    }

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const given = myOrganizationFilter.parse({ limit: 2, cursor });
      const page = await listMyOrganizations(person, given);
      seen.push(...page.rows.map(({ slug }) => slug));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);

    expect(seen).toEqual([2, 0, 4, 3, 1].map((nth) => slugs[nth]));
    expect(await mine(person, { q: slugs[3] })).toHaveLength(1);
  });
});

describe("an organization that disabled someone", () => {
  test("is listed to them as such, and tells nothing of itself", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    await org.setMember(user.id, { status: "disabled" });

    expect(await mine(user.person)).toMatchObject([{ slug: org.slug, status: "disabled", members: null }]);
  });
});

const renamed = (name: string) => ({ version: 0, change: { name } });

describe("changing an organization's settings", () => {
  test("writes down what differs, once, and makes every date follow", async () => {
    const org = await givenOrganization();
    const change = { legalName: org.legalName, timeZone: "Asia/Tokyo", dateFormat: "iso" as const };

    const changed = await changeOrganization(org.owner, { version: 0, change });
    await changeOrganization(org.owner, { version: 1, change });

    expect(changed).toMatchObject({ version: 1, timeZone: "Asia/Tokyo" });
    expect(await auditTrail(org.id)).toMatchObject([
      {
        action: "organization.changed",
        before: { timeZone: "UTC", dateFormat: "day-month-year" },
        after: { timeZone: "Asia/Tokyo", dateFormat: "iso" },
      },
    ]);
    expect((await org.again(org.owner)).organization).toMatchObject({
      dateFormat: "iso",
      timeZone: "Asia/Tokyo",
    });
  });

  test("is refused to the second of two, who is told who was quicker and with what", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin", "Grace Hopper");
    await changeOrganization(admin, { version: 0, change: { legalName: "Grace Ltd" } });

    const attempt = changeOrganization(org.owner, renamed("Other name"));

    await expect(attempt).rejects.toMatchObject({
      code: "precondition-failed",
      message: expect.stringMatching(/^Grace Hopper changed .+ just now \(legal name\)\. Nothing of yours/),
    });
  });

  test("refuses the name of another, however it is written, and any address that another has or had", async () => {
    const [org, other] = [await givenOrganization(), await givenOrganization()];
    const former = other.slug;
    await changeOrganization(other.owner, { version: 0, change: { slug: `moved-${unique()}` } });
    const slug = (await org.again(org.owner)).organization.slug;

    await expect(changeOrganization(org.owner, renamed(other.name.toUpperCase()))).rejects.toMatchObject({
      code: "name-taken",
      fields: [{ field: "name" }],
    });
    await expect(
      changeOrganization(org.owner, { version: 0, change: { slug: former } }),
    ).rejects.toMatchObject({
      code: "name-taken",
      fields: [{ field: "slug" }],
    });
    expect((await org.again(org.owner)).organization.slug).toBe(slug);
  });

  test("keeps a former address leading there, and lets the organization take it back", async () => {
    const org = await givenOrganization();
    const [former, present] = [org.slug, `moved-${unique()}`];

    await changeOrganization(org.owner, { version: 0, change: { slug: present } });

    for (const slug of [former, present])
      expect((await memberActor(org.owner.person, slug)).organization.slug).toBe(present);
    await expect(memberActor(await givenPerson(), former)).rejects.toMatchObject({ code: "not-found" });
    const back = await changeOrganization(org.owner, { version: 1, change: { slug: former } });
    expect(back.slug).toBe(former);
  });

  test("leaves at most five former addresses behind; then only one of these can be gone back to", async () => {
    const org = await givenOrganization();
    const move = (version: number, slug: string) =>
      changeOrganization(org.owner, { version, change: { slug } });
    for (let version = 0; version < 5; version++) await move(version, `moved-${unique()}`);

    await expect(move(5, `moved-${unique()}`)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(org.slug),
      fields: [{ field: "slug" }],
    });
    expect(await move(5, org.slug)).toMatchObject({ slug: org.slug });
    await expect(move(6, `moved-${unique()}`)).rejects.toMatchObject({ code: "conflict" });
  });

  test("asks whoever has alerts go elsewhere to prove that it is them; the address of bills is no matter", async () => {
    const org = await givenOrganization();
    const stale = { ...org.owner, factorAt: fromNow(-hour) };

    const attempt = changeOrganization(stale, { version: 0, change: { alertingEmail: address() } });

    await expect(attempt).rejects.toMatchObject({ code: "step-up-required" });
    await changeOrganization(stale, { version: 0, change: { invoicingEmail: address(), name: org.name } });
  });

  test("gives a new organization another address than one that a former one had", async () => {
    const org = await givenOrganization({ slug: `harbour-${unique()}` });
    await changeOrganization(org.owner, { version: 0, change: { slug: `moved-${unique()}` } });

    const made = await createOrganization(await givenPerson(), inputFor(org.slug));

    expect(made.slug).toMatch(new RegExp(`^${org.slug}-[a-z0-9]{6}$`));
  });

  test("gives one address to one of two who want it at once, 50 times of 50", async () => {
    for (let round = 0; round < 50; round++) {
      const both = [await givenOrganization(), await givenOrganization()];
      const change = { slug: `wanted-${unique()}` };

      const outcomes = await Promise.allSettled(
        both.map(({ owner }) => changeOrganization(owner, { version: 0, change })),
      );

      const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "done"));
      expect(codes.sort()).toEqual(["done", "name-taken"]);
    }
  }, 60_000);

  test.each([
    { slug: "New" },
    { slug: "new" },
    { slug: "a" },
    { slug: "-acme" },
    { slug: "acme--corp" },
    { slug: "acmé" },
    { slug: "a".repeat(41) },
    { name: "Acme \u202eemca" },
    { name: "\u200b" },
    { legalName: "x".repeat(500) },
    { alertingEmail: "ada＠example.com" },
    { timeZone: "Mars/Olympus" },
    { dateFormat: "sometimes" },
    { adminsManageAdmins: true },
    { seats: 5 },
  ])("takes no %j", (change) => {
    expect(settingsInput.safeParse(change).success).toBe(false);
  });
});

describe("what Admins may do to each other", () => {
  test("is an Owner's to say, with a fresh proof, and holds from the next deed on", async () => {
    const org = await givenOrganization();
    const [admin, other] = [await org.member("admin"), await org.member("admin")];
    const change = { memberId: other.id, role: "user" } as const;
    await expect(changeMemberRole(admin, change)).rejects.toMatchObject({ code: "forbidden" });
    const stale = { ...org.owner, factorAt: fromNow(-11 * minute) };
    const yes = { version: 0, adminsManageAdmins: true };
    await expect(changeAdminReach(stale, yes)).rejects.toMatchObject({ code: "step-up-required" });

    await changeAdminReach(org.owner, yes);

    expect(await changeMemberRole(await org.again(admin), change)).toMatchObject({ role: "user" });
  });
});

describe("coming back", () => {
  test("leads to the organization that was entered last, however quickly one moved on", async () => {
    const [one, other] = [await givenOrganization(), await givenOrganization()];
    const person = await givenPerson();
    for (const org of [one, other]) await org.join(person, "user");

    for (const org of [one, other, one]) {
      const [user] = await database().select().from(users).where(eq(users.id, person.userId));
      const lastOrganizationId = user?.lastOrganizationId ?? null;
      await noteVisit(await memberActor(person, org.slug), { ...person, lastOrganizationId });
    }

    expect(await findLastOrganization(person)).toEqual({ slug: one.slug });
  });
});

describe("the adoption of second factors", () => {
  test("counts who signs in and has one confirmed, each once", async () => {
    const org = await givenOrganization();
    const { person } = await withAuthenticator();
    await org.join(person, "user");
    const disabled = await withAuthenticator();
    await org.join(disabled.person, "user", "disabled");
    await org.join(await givenPerson("Robot", { apiOnly: true }), "user");
    await startAuthenticator(await signedInMember(org), {});

    expect(await countSecondFactors(org.owner)).toEqual({ members: 3, withFactor: 1 });
    await expect(countSecondFactors(await org.member("user"))).rejects.toMatchObject({ code: "not-found" });
  });
});

async function signedInMember(org: GivenOrganization) {
  const person = await signedIn();
  await org.join(person, "user");
  return person;
}
