import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { apiKeys, organizationSignIns, sessions, type users } from "@/db/schema";
import {
  auditTrail,
  givenOrganization,
  givenPerson,
  givenSession,
  givenStranger,
  lettersTo,
} from "@/db/testing";
import { memberActor, type Person } from "@/lib/auth/actor";
import { keyActor } from "@/lib/auth/key-actor";
import { hashPassword } from "@/lib/auth/password";
import { findSession, startSession } from "@/lib/auth/sessions";
import { day, fromNow, hour, minute, now, second, shiftClock } from "@/lib/core/clock";
import { scopes } from "@/lib/core/roles";
import { exemptMember } from "@/lib/domain/exemptions/commands";
import { removeAuthenticator } from "@/lib/domain/factors/commands";
import { acceptInvitation } from "@/lib/domain/invitations/commands";
import { myOrganizationFilter } from "@/lib/domain/organizations/input";
import { listMyOrganizations } from "@/lib/domain/organizations/queries";
import { sendPolicyNotice } from "@/lib/domain/policy-notices/commands";
import {
  changePolicy,
  confirmNetworks,
  dropNetworksOnTrial,
  notifyOwing,
  revertPolicy,
} from "@/lib/domain/security/commands";
import type { PolicyChange } from "@/lib/domain/security/input";
import { findSecurityPolicy, previewPolicy } from "@/lib/domain/security/queries";
import { replacePassword, signInWithPassword } from "@/lib/domain/sign-in/commands";
import { changePassword } from "@/lib/domain/users/commands";
import { clearNetworks } from "@/lib/operator/networks";
import { codeOf, findVersion, from, guarded, home, set, withFactor } from "./given-policies";
import { invited } from "./givens";

describe("a required second factor", () => {
  test("is refused until every Owner and Admin has one, naming who has not", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin", "Grace Hopper");
    const group = await org.group({ role: "admin", members: [await org.member("user", "Alan Turing")] });

    await expect(set(org, { requireSecondFactor: true })).rejects.toMatchObject({
      fields: [
        { field: "requireSecondFactor", message: expect.stringMatching(/Alan Turing, Grace Hopper, Olivia/) },
      ],
    });

    expect(group.id).toBeTruthy();
    expect(await codeOf(memberActor(admin.person, org.slug))).toBe("done");
  });

  test("keeps out who has none, by page, by key and from the list, until the moment they set one up", async () => {
    const org = await guarded();
    const member = await org.member("user");
    const key = await org.keySecret(["keys:read"], member);
    await set(org, { requireSecondFactor: true });

    expect(await codeOf(memberActor(member.person, org.slug))).toBe("second-factor-required");
    expect(await codeOf(keyActor(key, member.request))).toBe("second-factor-required");
    expect((await listMyOrganizations(member.person, myOrganizationFilter.parse({}))).rows).toMatchObject([
      { members: null },
    ]);
    await withFactor(member.person);

    expect(await codeOf(memberActor(member.person, org.slug))).toBe("done");
    expect(await codeOf(keyActor(key, member.request))).toBe("done");
  });

  test("holds for members who come later, and not for the organization's own keys", async () => {
    const org = await guarded();
    const key = await org.keySecret(["members:read"]);
    await set(org, { requireSecondFactor: true });
    const late = await givenPerson();
    await org.join(late, "user");

    expect(await codeOf(memberActor(late, org.slug))).toBe("second-factor-required");
    expect(await codeOf(keyActor(key, late.request))).toBe("done");
  });

  test("that is announced holds from its day on, and tells of itself seven, three and one days before", async () => {
    const org = await guarded();
    const member = await org.member("user");
    const begins = fromNow(10 * day);
    await set(org, { requireSecondFactor: true, secondFactorFrom: begins });
    const notice = { organizationId: org.id, from: begins.toISOString() };

    expect(await codeOf(memberActor(member.person, org.slug))).toBe("done");
    for (const daysBefore of [7, 3, 1, 1]) await sendPolicyNotice({ ...notice, daysBefore });
    shiftClock(10 * day + second);
    await sendPolicyNotice({ ...notice, daysBefore: 0 });

    expect(await codeOf(memberActor(member.person, org.slug))).toBe("second-factor-required");
    expect((await lettersTo(member.person.email)).map(({ template }) => template)).toEqual(
      Array(4).fill("second-factor-required"),
    );
  });

  test("that was moved to another day tells nothing by its old one", async () => {
    const org = await guarded();
    const member = await org.member("user");
    const begins = fromNow(10 * day);
    await set(org, { requireSecondFactor: true, secondFactorFrom: begins });
    await set(org, { secondFactorFrom: fromNow(20 * day) });

    await sendPolicyNotice({ organizationId: org.id, from: begins.toISOString(), daysBefore: 7 });

    expect(await lettersTo(member.person.email)).toEqual([]);
  });

  test("spares whoever is exempt, as long as they are", async () => {
    const org = await guarded();
    const member = await org.member("user");
    await set(org, { requireSecondFactor: true });

    await exemptMember(org.owner, { memberId: member.id, reason: "Waits for a phone", until: fromNow(hour) });
    expect(await codeOf(memberActor(member.person, org.slug))).toBe("done");
    shiftClock(hour + second);

    expect(await codeOf(memberActor(member.person, org.slug))).toBe("second-factor-required");
  });

  test("can be told of beforehand, once a day to each", async () => {
    const org = await guarded();
    const [member, exempt] = [await org.member("user"), await org.member("user")];
    await exemptMember(org.owner, { memberId: exempt.id, reason: "Waits", until: fromNow(day) });

    expect([await notifyOwing(org.owner, {}), await notifyOwing(org.owner, {})]).toEqual([
      { notified: 1 },
      { notified: 0 },
    ]);

    expect(await lettersTo(member.person.email)).toHaveLength(1);
    expect(await lettersTo(exempt.person.email)).toEqual([]);
  });

  test("never stands beside an Admin without a factor who removed the last one at that moment, 50 times of 50", async () => {
    for (let round = 0; round < 50; round++) {
      const org = await guarded();
      const admin = await org.member("admin");
      await withFactor(admin.person);

      const [required, removed] = await Promise.all([
        codeOf(set(org, { requireSecondFactor: true })),
        codeOf(removeAuthenticator(admin.person, { otherSessions: "keep" })),
      ]);

      expect([required, removed].filter((outcome) => outcome === "done")).toHaveLength(1);
    }
  });
});

describe("allowed networks", () => {
  test("keep out every other address, for the web app and for keys apart, and are told to the log", async () => {
    const org = await givenOrganization();
    const member = await org.member("user");
    const key = await org.keySecret(["keys:read"], member);
    const outside = from(member.person, "203.0.113.9");
    await set(org, { networks: [home], networksForWeb: true });

    expect(await codeOf(memberActor(member.person, org.slug))).toBe("done");
    expect(await codeOf(memberActor(outside, org.slug))).toBe("address-not-allowed");
    expect(await codeOf(keyActor(key, outside.request))).toBe("done");
    await set(org, { networksForWeb: false, networksForKeys: true });

    expect(await codeOf(memberActor(outside, org.slug))).toBe("done");
    expect(await codeOf(keyActor(key, outside.request))).toBe("address-not-allowed");
    const log = await change(org.pass, (tx) => tx.select().from(organizationSignIns));
    expect(log).toMatchObject([{ memberId: member.id, outcome: "failure", reason: "address-not-allowed" }]);
  });

  test("keep an invitation from being accepted from elsewhere", async () => {
    const org = await givenOrganization();
    const { email } = await invited(org);
    const [letter] = await lettersTo(email);
    const token = letter && "link" in letter.props ? (letter.props.link.split("/").at(-1) ?? "") : "";
    await set(org, { networks: [home], networksForWeb: true });
    const stranger = givenStranger();
    const outside = { ...stranger, request: { ...stranger.request, ip: "203.0.113.9" } };

    expect(await codeOf(acceptInvitation(outside, { token }))).toBe("address-not-allowed");
  });

  test("are refused without one's own address, or without any", async () => {
    const org = await givenOrganization();
    const elsewhere = [{ cidr: "198.51.100.0/24", note: "" }];

    for (const networks of [elsewhere, []])
      await expect(set(org, { networks, networksForWeb: true })).rejects.toMatchObject({
        fields: [{ field: "networks" }],
      });

    await expect(set(org, { networks: elsewhere, networksForKeys: true })).resolves.toMatchObject({
      version: 1,
    });
  });

  test("fall back after ten minutes unless they are confirmed", async () => {
    const org = await givenOrganization();
    const outside = from((await org.member("user")).person, "203.0.113.9");
    const outcome = () => codeOf(memberActor(outside, org.slug));
    await set(org, { networks: [home], networksForWeb: true });

    shiftClock(10 * minute - 5 * second);
    expect(await outcome()).toBe("address-not-allowed");
    shiftClock(10 * minute + second);
    expect(await outcome()).toBe("done");
    expect(await codeOf(confirmNetworks(await org.again(org.owner), { version: 1 }))).toBe(
      "step-up-required",
    );
    shiftClock(0);
    await confirmNetworks(org.owner, await findVersion(org));
    shiftClock(day);

    expect(await outcome()).toBe("address-not-allowed");
  });

  test("that restrict the web app are confirmed by a person, from under them", async () => {
    const org = await givenOrganization();
    const away = { ...org.owner, request: { ...org.owner.request, ip: "203.0.113.9" } };
    const key = { ...(await org.key(["security:write"])), request: org.owner.request };
    await set(org, { networks: [home], networksForWeb: true });

    expect(await codeOf(confirmNetworks(away, await findVersion(org)))).toBe("address-not-allowed");
    expect(await codeOf(confirmNetworks(key, await findVersion(org)))).toBe("forbidden");
    expect(await codeOf(confirmNetworks(org.owner, await findVersion(org)))).toBe("done");
  });

  test("that restrict keys alone are confirmed from anywhere: nobody is shut out of the web app", async () => {
    const org = await givenOrganization();
    await set(org, { networks: [{ cidr: "198.51.100.0/24", note: "" }], networksForKeys: true });

    expect(await codeOf(confirmNetworks(org.owner, await findVersion(org)))).toBe("done");
  });

  test("that change nothing leave nothing", async () => {
    const org = await givenOrganization();
    const { version } = await set(org, { networks: [home], networksForKeys: true });

    const same = await set(org, { networks: [home], passwordMinLength: 8 });

    expect(same).toMatchObject({ version, trialUntil: expect.any(Date) });
    expect(await auditTrail(org.id)).toHaveLength(1);
  });

  test("on trial fall back to the list before, by themselves or at once", async () => {
    const org = await givenOrganization();
    const ways = [
      async () => shiftClock(10 * minute + second),
      async () => dropNetworksOnTrial(org.owner, await findVersion(org)),
    ];
    await set(org, { networks: [home], networksForWeb: true });
    await confirmNetworks(org.owner, await findVersion(org));
    for (const fallBack of ways) {
      shiftClock(0);
      await set(org, { networks: [home, { cidr: "198.51.100.0/24", note: "" }] });
      expect((await findSecurityPolicy(org.owner)).networks).toHaveLength(2);

      await fallBack();

      expect(await findSecurityPolicy(org.owner)).toMatchObject({ networks: [home], trialUntil: null });
    }
  });

  test("are taken away by the operator when they shut everyone out", async () => {
    const org = await givenOrganization();
    await set(org, { networks: [home], networksForWeb: true });
    const outside = from(org.owner.person, "203.0.113.9");

    expect([await clearNetworks(org.operator), await clearNetworks(org.operator)]).toEqual([
      { cleared: true },
      { cleared: false },
    ]);

    expect(await codeOf(memberActor(outside, org.slug))).toBe("done");
  });

  test("may be 10,000", async () => {
    const org = await givenOrganization();
    const networks = Array.from({ length: 9_999 }, (_, i) => ({
      cidr: `10.${i >> 8}.${i & 255}.0/24`,
      note: "",
    }));
    await set(org, { networks: [...networks, home], networksForWeb: true });

    expect(await codeOf(memberActor(from(org.owner.person, "10.39.14.7"), org.slug))).toBe("done");
    expect(await codeOf(memberActor(from(org.owner.person, "10.39.15.7"), org.slug))).toBe(
      "address-not-allowed",
    );
  });
});

describe("a password policy", () => {
  const password = "a quiet harbour at dawn";
  async function given(more: Partial<typeof users.$inferInsert> = {}) {
    const org = await givenOrganization();
    const person = await givenPerson("Ada", { passwordHash: await hashPassword(password), ...more });
    await org.join(person, "user");
    return { org, person };
  }

  async function holder({ email, request }: Person, typed = password) {
    const { ticket } = (await signInWithPassword(givenStranger(), { email, password: typed })) as {
      ticket: string;
    };
    const { id, secret } = await startSession(ticket, request);
    return findSession(id, secret, request);
  }

  test("has a password that is too short for it replaced at the next sign-in, before anything else", async () => {
    const { org, person } = await given();
    await set(org, { passwordMinLength: 30 });
    const overdue = await holder(person);
    expect(overdue?.kind).toBe("overdue");
    if (overdue?.kind !== "overdue") return;

    await expect(
      replacePassword(overdue, { password: "still too short", otherSessions: "keep" }),
    ).rejects.toMatchObject({ fields: [{ field: "password", message: expect.stringContaining("30") }] });
    const long = "a quiet harbour at dawn, with gulls";
    await replacePassword(overdue, { password: long, otherSessions: "keep" });

    expect((await holder(person, long))?.kind).toBe("person");
  });

  test("has a password that is too old replaced, by the strictest of a person's organizations", async () => {
    const { org, person } = await given({ passwordChangedAt: fromNow(-40 * day) });
    const other = await givenOrganization();
    await other.join(person, "user");
    await set(other, { passwordMaxAgeDays: 365 });

    expect((await holder(person))?.kind).toBe("person");
    await set(org, { passwordMaxAgeDays: 30 });

    expect((await holder(person))?.kind).toBe("overdue");
  });

  test("lets none of the last passwords come again, the present one among them", async () => {
    const { org, person } = await given();
    await set(org, { passwordReuse: 2 });
    const next = (typed: string) =>
      codeOf(changePassword(person, { password: typed, otherSessions: "keep" }));

    expect(await next(password)).toBe("invalid");
    expect(await next("an unquiet harbour")).toBe("done");
    expect(await next(password)).toBe("invalid");
    expect(await next("a third harbour at noon")).toBe("done");
    expect(await next(password)).toBe("done");
  });

  test("makes an account rest sooner and for longer, within what holds for everyone", async () => {
    const { org, person } = await given();
    await set(org, { lockoutThreshold: 3, lockoutMinutes: 20 });
    const attempt = (typed: string) =>
      codeOf(signInWithPassword(givenStranger(), { email: person.email, password: typed }));
    for (let i = 0; i < 3; i++) await attempt("wrong");

    expect(await attempt(password)).toBe("unauthenticated");
    shiftClock(19 * minute);
    expect(await attempt(password)).toBe("unauthenticated");
    shiftClock(21 * minute);

    expect(await attempt(password)).toBe("done");
  });
});

describe("a session's limits", () => {
  async function given() {
    const org = await givenOrganization();
    const { person } = await org.member("user");
    const { id, secret } = await givenSession(person);
    const find = (passive = false) => findSession(id, secret, { ...person.request, passive });
    const enter = async () => codeOf(memberActor((await find()) as Person, org.slug));
    return { org, id, find, enter };
  }

  test("end it where it was idle for longer, from the next step on, and stand in the log", async () => {
    const { org, find, enter } = await given();
    await set(org, { idleMinutes: 5 });
    expect(await enter()).toBe("done");

    shiftClock(5 * minute + second);

    expect(await find()).toBeNull();
    const log = await change(org.pass, (tx) => tx.select().from(organizationSignIns));
    expect(log).toMatchObject([{ reason: "session-idle" }]);
  });

  test("that are lowered meanwhile act when the organization is entered next", async () => {
    const { org, find, enter } = await given();
    shiftClock(40 * minute);
    await set(org, { idleMinutes: 30 }, { ...org.owner, factorAt: now() });

    expect(await enter()).toBe("unauthenticated");
    expect(await find()).toBeNull();
  });

  test("are not put off by what a browser asks by itself", async () => {
    const { org, find, enter } = await given();
    await set(org, { idleMinutes: 5 });
    await enter();
    shiftClock(3 * minute);
    await find(true);

    shiftClock(5 * minute + second);

    expect(await find()).toBeNull();
  });

  test("end it after so many hours, however busy, and the strictest organization's count everywhere", async () => {
    const { org, id, find, enter } = await given();
    const other = await givenOrganization();
    const person = (await find()) as Person;
    await other.join(person, "user");
    await set(org, { absoluteHours: 2 });
    await set(other, { absoluteHours: 5 });
    await enter();
    await memberActor((await find()) as Person, other.slug);
    const [row] = await database().select().from(sessions).where(eq(sessions.id, id));

    expect(row?.absoluteLimitHours).toBe(2);
    shiftClock(hour);
    await find();
    shiftClock(2 * hour + second);
    expect(await find()).toBeNull();
  });
});

describe("the history of a policy", () => {
  test("takes one of two changes that were made of the same version", async () => {
    const org = await givenOrganization();

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        codeOf(changePolicy(org.owner, { version: 0, change: { passwordMinLength: 10 + i } })),
      ),
    );

    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["done", "precondition-failed"]));
  });

  test("goes back on a change through the same checks, the list of networks with it", async () => {
    const org = await givenOrganization();
    await set(org, { networks: [home], networksForWeb: true, passwordMinLength: 12 });
    await confirmNetworks(org.owner, await findVersion(org));
    await set(org, { networks: [], networksForWeb: false, passwordMinLength: 8 });
    const trail = await auditTrail(org.id);
    const event = trail.findLast(({ action }) => action === "policy.changed");
    const { version } = await findSecurityPolicy(org.owner);
    const away = { ...org.owner, request: { ...org.owner.request, ip: "203.0.113.9" } };

    await expect(revertPolicy(away, { eventId: event?.id ?? "", version })).rejects.toMatchObject({
      fields: [{ field: "networks" }],
    });
    await revertPolicy(org.owner, { eventId: event?.id ?? "", version });

    expect(await findSecurityPolicy(org.owner)).toMatchObject({
      networks: [home],
      networksForWeb: true,
      passwordMinLength: 12,
    });
  });
});

describe("the effect that is told before saving", () => {
  const random = (n: number) => Math.floor(Math.random() * n);

  test("is exactly what is kept out afterwards, on 40 random members under a mix of policies", async () => {
    const org = await guarded();
    const ips = ["2001:db8::7", "203.0.113.9", "198.51.100.9"];
    const sessionsOf = new Map<string, { secret: string; person: Person }>();
    const keys = new Map<string, { secret: string; ip: string }>();
    for (let i = 0; i < 40; i++) {
      const member = await org.member("user");
      if (random(2)) await withFactor(member.person);
      if (random(4) === 0)
        await exemptMember(org.owner, { memberId: member.id, reason: "Waits", until: fromNow(day) });
      for (let s = 0; s <= random(2); s++) {
        const ip = ips[random(3)] as string;
        const person = from(member.person, ip);
        const { id, secret } = await givenSession(person, { method: "password", secondFactor: "totp" });
        const times = {
          createdAt: fromNow(-random(100) * hour),
          lastActiveAt: fromNow(-random(300) * minute),
        };
        await database().update(sessions).set(times).where(eq(sessions.id, id));
        sessionsOf.set(id, { secret, person });
      }
      const ip = ips[random(3)] as string;
      const secret = await org.keySecret([scopes[0] as never], member);
      const { id } = await keyActor(secret, { ...member.request, ip });
      await change(org.pass, (tx) => tx.update(apiKeys).set({ lastUsedIp: ip }).where(eq(apiKeys.id, id)));
      keys.set(id, { secret, ip });
    }
    const wanted: PolicyChange = {
      requireSecondFactor: true,
      networks: [home, { cidr: "198.51.100.0/25", note: "" }],
      networksForWeb: true,
      networksForKeys: random(2) === 0,
      idleMinutes: 120,
      absoluteHours: 48,
    };
    const told = await previewPolicy(org.owner, wanted);
    await set(org, wanted);

    const lostKeys = [];
    for (const [id, { secret, ip }] of keys)
      if ((await codeOf(keyActor(secret, { ...org.owner.request, ip }))) !== "done") lostKeys.push(id);
    const lostSessions = [];
    for (const [id, { secret, person }] of sessionsOf) {
      const found = (await findSession(id, secret, person.request)) as Person;
      const outcome = found ? await codeOf(memberActor(found, org.slug)) : "ended";
      if (outcome !== "done") lostSessions.push(id);
    }

    expect(told.keys.map(({ id }) => id).sort()).toEqual(lostKeys.sort());
    expect(told.sessions.map(({ id }) => id).sort()).toEqual(lostSessions.sort());
    expect(told.complaints).toEqual([]);
    expect(told.totals.sessions).toBe(lostSessions.length);
  });
});
