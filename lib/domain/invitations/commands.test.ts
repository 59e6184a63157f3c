import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change, read } from "@/db/door";
import { groups, invitations, memberships, securityPolicies, users } from "@/db/schema";
import {
  auditTrail,
  type GivenOrganization,
  givenOrganization,
  givenPerson,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import { type Actor, memberActor } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { countTokens, issueToken, spendToken, tokenPass } from "@/lib/auth/tokens";
import { day, now, second, shiftClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { type Role, scopes } from "@/lib/core/roles";
import { revokeKey } from "@/lib/domain/keys/commands";
import { removeMember } from "@/lib/domain/members/commands";
import { acceptInvitation, cancelInvitation, inviteMembers, resendInvitation } from "./commands";
import { invitationFilter, inviteInput } from "./input";
import { listInvitations, openInvitation } from "./queries";

const newAddress = () => `${randomBytes(8).toString("hex")}@example.com`;
const stranger = givenStranger();

/** Invites a pasted list, as the form does. */
function invite(actor: Actor, emails: string, role: Role = "user", groupIds: string[] = []) {
  return inviteMembers(actor, inviteInput.parse({ emails, role, groupIds }));
}

/** One invitation that waits, with the secret of its link. */
async function givenInvitation(org: GivenOrganization, role: Role = "user", groupIds: string[] = []) {
  const email = newAddress();
  const [verdict] = await invite(org.owner, email, role, groupIds);
  if (verdict?.outcome !== "invited") throw new Error("The test's invitation was refused.");
  return { id: verdict.invitationId, email, token: await mailedSecret(email) };
}

/** Fifty invitations that wait, each with the secret of a link of the test's own, since letters are slow to read. */
async function givenFifty(org: GivenOrganization) {
  const verdicts = await invite(org.owner, Array.from({ length: 50 }, newAddress).join());
  const given: { id: string; token: string }[] = [];
  for (const verdict of verdicts) {
    const id = verdict.outcome === "invited" ? verdict.invitationId : "";
    const token = await change(org.pass, (tx) =>
      issueToken(tx, "invitation", id, { organizationId: org.id }),
    );
    given.push({ id, token });
  }
  return given;
}

const statusOf = async (org: GivenOrganization, id: string) =>
  (await read(org.pass, (tx) => tx.select().from(invitations).where(eq(invitations.id, id))))[0]?.status;

const membersOf = (org: GivenOrganization) => read(org.pass, (tx) => tx.select().from(memberships));

async function codeOf(deed: Promise<unknown>): Promise<string> {
  return deed.then(
    () => "done",
    (error) => error.code ?? "internal",
  );
}

describe("inviting", () => {
  test("judges each row by itself, and the good rows go", async () => {
    const org = await givenOrganization();
    const [member, invited, fresh] = [await org.member("user"), await givenInvitation(org), newAddress()];
    const rows = [
      fresh,
      "not an address",
      "＠example.com",
      member.person.email,
      invited.email,
      fresh.toUpperCase(),
    ];

    const verdicts = await inviteMembers(org.owner, {
      emails: rows.map((address) => ({ address })),
      role: "user",
      groupIds: [],
      expiresInDays: 7,
    });

    expect(verdicts.map((row) => (row.outcome === "invited" ? "invited" : row.code))).toEqual([
      "invited",
      "invalid",
      "invalid",
      "already-member",
      "already-invited",
      "already-invited",
    ]);
    expect(await lettersTo(fresh)).toHaveLength(1);
    expect(await lettersTo(member.person.email)).toEqual([]);
  });

  test("takes a pasted list apart, with names and whatever stands between", async () => {
    const org = await givenOrganization();
    const [ada, bob, cleo] = [newAddress(), newAddress(), newAddress()];

    const verdicts = await invite(org.owner, `Ada Lovelace <${ada}>, ${bob};\r\n\n  ${cleo.toUpperCase()}\t`);

    expect(verdicts.map(({ email, outcome }) => [email, outcome])).toEqual([
      [ada, "invited"],
      [bob, "invited"],
      [cleo, "invited"],
    ]);
    expect((await lettersTo(ada))[0]?.props).toMatchObject({ inviteeName: "Ada Lovelace" });
  });

  test("tells who invites, to what and as what", async () => {
    const org = await givenOrganization();
    const { email } = await givenInvitation(org, "team-leader");

    const [letter] = await lettersTo(email);

    expect(letter).toMatchObject({
      template: "invitation",
      props: {
        organization: org.name,
        inviter: "Olivia Owner",
        role: "Team Leader",
        expiresInDays: 7,
        link: expect.stringMatching(/^http:\/\/localhost:3000\/invitations\/[\w-]{43}$/),
      },
    });
  });

  test("an expired address anew replaces the old invitation", async () => {
    const org = await givenOrganization();
    const old = await givenInvitation(org);
    shiftClock(7 * day + second);

    const [verdict] = await invite(org.owner, old.email);

    expect(verdict).toMatchObject({ outcome: "invited" });
    expect(await statusOf(org, old.id)).toBe("cancelled");
    expect(await auditTrail(org.id)).toContainEqual(
      expect.objectContaining({
        action: "invitation.cancelled",
        actorId: org.owner.id,
        targetId: old.id,
        after: { reason: "expired" },
      }),
    );
    expect(await codeOf(acceptInvitation(stranger, { token: old.token }))).toBe("gone");
  });

  test.each([
    ["owner", "forbidden"],
    ["admin", "done"],
    ["user", "done"],
  ] as const)("by an Admin, as %s: %s", async (role, verdict) => {
    const org = await givenOrganization();
    const admin = await org.member("admin");

    expect(await codeOf(invite(admin, newAddress(), role))).toBe(verdict);
  });

  test("into a group that gives more than the inviter holds is refused whole", async () => {
    const org = await givenOrganization();
    const [admin, email] = [await org.member("admin"), newAddress()];
    const group = await org.group({ role: "owner" });

    const attempt = invite(admin, email, "user", [group.id]);

    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    expect(await lettersTo(email)).toEqual([]);
    expect(await codeOf(invite(org.owner, email, "user", [group.id]))).toBe("done");
  });

  test("into a group of another organization, or one that is not there, names the field", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];

    for (const id of [(await elsewhere.group()).id, newId("group")]) {
      const attempt = invite(org.owner, newAddress(), "user", [id]);
      await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ field: "groupIds" }] });
    }
  });
});

describe("seats", () => {
  test("are taken by members and by invitations that wait; the rows beyond them are told", async () => {
    const org = await givenOrganization({ seats: 3 });

    const verdicts = await invite(org.owner, [newAddress(), newAddress(), newAddress()].join(","));

    expect(verdicts.map((row) => (row.outcome === "invited" ? "invited" : row.code))).toEqual([
      "invited",
      "invited",
      "no-free-seat",
    ]);
  });

  test("are never overdrawn by ten invitations at once", async () => {
    const org = await givenOrganization({ seats: 4 });

    const verdicts = await Promise.all(Array.from({ length: 10 }, () => invite(org.owner, newAddress())));

    expect(verdicts.flat().filter(({ outcome }) => outcome === "invited")).toHaveLength(3);
  });

  test("are freed by cancelling, and by the end of an invitation, which then cannot be sent again", async () => {
    const org = await givenOrganization({ seats: 2 });
    const first = await givenInvitation(org);
    await cancelInvitation(org.owner, { invitationId: first.id });
    const later = await givenInvitation(org);
    shiftClock(7 * day + second);
    await givenInvitation(org);

    const attempt = resendInvitation(org.owner, { invitationId: later.id });

    await expect(attempt).rejects.toMatchObject({ code: "no-free-seat" });
  });

  test("are never overdrawn by ten acceptances at once, where the plan got smaller since", async () => {
    const org = await givenOrganization();
    const tokens: string[] = [];
    for (let i = 0; i < 10; i++) tokens.push((await givenInvitation(org)).token);
    await org.set({ seats: 2 });

    const outcomes = await Promise.all(tokens.map((token) => codeOf(acceptInvitation(stranger, { token }))));

    expect(outcomes.toSorted()).toEqual(["done", ...Array.from({ length: 9 }, () => "no-free-seat")]);
    expect(await membersOf(org)).toHaveLength(2);
  });

  test("keep an expired invitation as it is when its address gets none", async () => {
    const org = await givenOrganization({ seats: 2 });
    const old = await givenInvitation(org);
    shiftClock(7 * day + second);
    await givenInvitation(org);

    const [verdict] = await invite(org.owner, old.email);

    expect(verdict).toMatchObject({ outcome: "refused", code: "no-free-seat" });
    expect(await statusOf(org, old.id)).toBe("pending");
  });
});

describe("sending an invitation again", () => {
  test("makes a new link, and the old one is dead", async () => {
    const org = await givenOrganization();
    const { id, email, token } = await givenInvitation(org);

    await resendInvitation(org.owner, { invitationId: id });

    expect(await lettersTo(email)).toHaveLength(2);
    expect(await openInvitation(token)).toEqual({ state: "gone" });
    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("gone");
    expect(await codeOf(acceptInvitation(stranger, { token: await mailedSecret(email) }))).toBe("done");
  });

  test("gives one that ran out its seven days again", async () => {
    const org = await givenOrganization();
    const { id, email, token } = await givenInvitation(org);
    shiftClock(7 * day + second);
    expect(await openInvitation(token)).toEqual({
      state: "expired",
      organization: org.name,
      askedAt: null,
    });
    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("gone");

    await resendInvitation(org.owner, { invitationId: id });

    shiftClock(13 * day);
    expect(await openInvitation(await mailedSecret(email))).toMatchObject({ state: "open", email });
  });

  test("is refused to an Admin when it would make an Owner", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const { id, email } = await givenInvitation(org, "owner");

    const outcomes = [
      await codeOf(resendInvitation(admin, { invitationId: id })),
      await codeOf(cancelInvitation(admin, { invitationId: id })),
    ];

    expect(outcomes).toEqual(["forbidden", "forbidden"]);
    expect(await lettersTo(email)).toHaveLength(1);
  });
});

describe("cancelling an invitation", () => {
  test("kills its link at once, and is done once", async () => {
    const org = await givenOrganization();
    const { id, token } = await givenInvitation(org);

    await cancelInvitation(org.owner, { invitationId: id });

    expect(await openInvitation(token)).toEqual({ state: "gone" });
    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("gone");
    expect(await codeOf(cancelInvitation(org.owner, { invitationId: id }))).toBe("conflict");
    expect(await codeOf(resendInvitation(org.owner, { invitationId: id }))).toBe("conflict");
  });

  test("says who cancelled it, and when", async () => {
    const org = await givenOrganization();
    const { id } = await givenInvitation(org);
    const admin = await org.member("admin", "Grace Admin");
    await cancelInvitation(admin, { invitationId: id });

    const attempt = resendInvitation(org.owner, { invitationId: id });

    await expect(attempt).rejects.toThrow(/cancelled by Grace Admin/);
  });

  test("and sending it again at once leaves no link behind, 50 times of 50", async () => {
    const org = await givenOrganization();
    for (const { id } of await givenFifty(org)) {
      const [resent, cancelled] = await Promise.all([
        codeOf(resendInvitation(org.owner, { invitationId: id })),
        codeOf(cancelInvitation(org.owner, { invitationId: id })),
      ]);

      expect(["done", "conflict"]).toContain(resent);
      expect(cancelled).toBe("done");
      expect(await statusOf(org, id)).toBe("cancelled");
      const links = await change(org.pass, (tx) => countTokens(tx, "invitation", id, day));
      expect(links).toBe(0);
    }
  });

  test("and accepting at once: one of the two is done, and the other hears of it, 50 times of 50", async () => {
    const org = await givenOrganization();
    let members = 1;
    for (const { id, token } of await givenFifty(org)) {
      const outcomes = await Promise.all([
        codeOf(acceptInvitation(stranger, { token })),
        codeOf(cancelInvitation(org.owner, { invitationId: id })),
      ]);

      const accepted = outcomes[0] === "done";
      members += accepted ? 1 : 0;
      expect(outcomes).toEqual(accepted ? ["done", "conflict"] : ["gone", "done"]);
      expect(await statusOf(org, id)).toBe(accepted ? "accepted" : "cancelled");
    }
    expect(await membersOf(org)).toHaveLength(members);
  });
});

describe("an invitation that is not there", () => {
  test("is answered in the same words, whether absent, malformed or of another organization", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    const ids = [newId("invitation"), (await givenInvitation(elsewhere)).id, "inv_x", ""];

    const refusals = [];
    for (const invitationId of ids)
      for (const deed of [resendInvitation, cancelInvitation])
        refusals.push(
          await deed(org.owner, { invitationId }).catch(({ code, message }) => `${code}: ${message}`),
        );

    expect(new Set(refusals)).toEqual(
      new Set(["not-found: This invitation does not exist, or you have no access to it."]),
    );
  });
});

describe("accepting an invitation", () => {
  test("makes an account with a proven address, a membership with role and groups, and signs in", async () => {
    const org = await givenOrganization();
    const given = [await org.group(), await org.group()];
    const { email, token } = await givenInvitation(
      org,
      "team-leader",
      given.map(({ id }) => id),
    );

    const accepted = await acceptInvitation(stranger, { token });

    const [user] = await database().select().from(users).where(eq(users.email, email));
    expect(user).toMatchObject({ emailVerifiedAt: expect.any(Date), passwordHash: null });
    expect(accepted).toMatchObject({ slug: org.slug, email, signedIn: false });
    const ticket = accepted.ticket?.ticket ?? "";
    const spent = await change(tokenPass(ticket), (tx) => spendToken(tx, "ticket", ticket));
    expect(spent.subjectId).toBe(user?.id);
    const actor = await memberActor({ ...org.owner.person, userId: user?.id ?? "" }, org.slug);
    expect(actor.roles).toEqual(["team-leader"]);
    expect([...actor.groupIds].sort()).toEqual(given.map(({ id }) => id).sort());
  });

  test("leaves out a group that was deleted meanwhile", async () => {
    const org = await givenOrganization();
    const group = await org.group();
    const { token } = await givenInvitation(org, "user", [group.id]);
    await change(org.pass, (tx) => tx.delete(groups).where(eq(groups.id, group.id)));

    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("done");
  });

  test("pressed 20 times at once makes one membership and one event", async () => {
    const org = await givenOrganization();
    const { token } = await givenInvitation(org);

    const presses = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(acceptInvitation(stranger, { token }))),
    );

    expect(presses.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(presses.filter((outcome) => outcome === "gone")).toHaveLength(19);
    expect(await membersOf(org)).toHaveLength(2);
    const events = (await auditTrail(org.id)).filter(({ action }) => action === "invitation.accepted");
    expect(events).toHaveLength(1);
  });

  test("keeps name and password of an account that exists, which signs in by its own means", async () => {
    const org = await givenOrganization();
    const { email, token } = await givenInvitation(org);
    const person = await givenPerson("Ada Lovelace", { email, passwordHash: await hashPassword("her own") });
    const [before] = await database().select().from(users).where(eq(users.id, person.userId));

    const accepted = await acceptInvitation(stranger, { token });

    const [after] = await database().select().from(users).where(eq(users.id, person.userId));
    expect(accepted).toMatchObject({ ticket: null, signedIn: false });
    expect(after).toEqual({ ...before, lastOrganizationId: org.id });
    expect(await memberActor(person, org.slug)).toMatchObject({ name: "Ada Lovelace" });
  });

  test("wipes what someone else set on an account of that address before it was proven", async () => {
    const org = await givenOrganization();
    const { email, token } = await givenInvitation(org);
    await givenPerson("Eve", { email, passwordHash: await hashPassword("Eve's own"), emailVerifiedAt: null });

    await acceptInvitation(stranger, { token });

    const [user] = await database().select().from(users).where(eq(users.email, email));
    expect(user).toMatchObject({ passwordHash: null, emailVerifiedAt: expect.any(Date) });
    expect(user?.name).not.toBe("Eve");
  });

  test("as someone signed in with another address accepts nothing, and the link still works afterwards", async () => {
    const org = await givenOrganization();
    const { id, email, token } = await givenInvitation(org);
    const other = await givenPerson();

    const attempt = acceptInvitation(other, { token });

    await expect(attempt).rejects.toMatchObject({
      code: "wrong-account",
      message: expect.stringContaining(email),
    });
    expect(await statusOf(org, id)).toBe("pending");
    expect(await membersOf(org)).toHaveLength(1);
    expect(await database().select().from(users).where(eq(users.email, email))).toEqual([]);
    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("done");
  });

  test("as the invited person, signed in, stays signed in", async () => {
    const org = await givenOrganization();
    const { email, token } = await givenInvitation(org);
    const person = await givenPerson("Ada", { email });

    expect(await acceptInvitation(person, { token })).toMatchObject({ signedIn: true, ticket: null });
  });

  test("by someone who became a member meanwhile is told, and changes no role", async () => {
    const org = await givenOrganization();
    const { email, token } = await givenInvitation(org, "admin");
    const person = await givenPerson("Ada", { email });
    await org.join(person, "user");

    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("already-member");
    expect(await memberActor(person, org.slug)).toMatchObject({ roles: ["user"] });
  });

  test("twice in a row is refused the second time, also after the member was removed", async () => {
    const org = await givenOrganization();
    const { email, token } = await givenInvitation(org);
    await acceptInvitation(stranger, { token });
    const joined = (await membersOf(org)).find(({ id }) => id !== org.owner.id);
    await removeMember(org.owner, { memberId: joined?.id ?? "", confirm: email });

    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("gone");
  });

  test("is refused with a link that is none, or is for something else", async () => {
    for (const token of ["", "x", "'; --", "A".repeat(43)])
      expect(await codeOf(acceptInvitation(stranger, { token })), token).toBe("gone");
  });
});

describe("looking at an invitation", () => {
  test("spends nothing, however often a mail scanner does", async () => {
    const org = await givenOrganization();
    const { email, token } = await givenInvitation(org);

    for (let i = 0; i < 5; i++)
      expect(await openInvitation(token)).toEqual({
        state: "open",
        organization: org.name,
        slug: org.slug,
        inviter: "Olivia Owner",
        role: "user",
        email,
        name: null,
        message: null,
        hasAccount: false,
      });

    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("done");
  });
});

describe("an inviter whose rights have changed since", () => {
  test.each([
    ["was disabled", { status: "disabled" }],
    ["was demoted", { role: "user" }],
  ] as const)(
    "who %s makes no member by an older invitation, until someone sends it again",
    async (_, changed) => {
      const org = await givenOrganization();
      const admin = await org.member("admin");
      const email = newAddress();
      const [sent] = await invite(admin, email, "admin");
      await org.setMember(admin.id, changed);

      const attempt = acceptInvitation(stranger, { token: await mailedSecret(email) });

      await expect(attempt).rejects.toMatchObject({ code: "gone" });
      if (sent?.outcome === "invited") await resendInvitation(org.owner, { invitationId: sent.invitationId });
      expect(await codeOf(acceptInvitation(stranger, { token: await mailedSecret(email) }))).toBe("done");
    },
  );

  test("makes no member by the invitation of a key that was revoked since, until someone sends it again", async () => {
    const org = await givenOrganization();
    const [admin, email] = [await org.member("admin"), newAddress()];
    for (const key of [await org.key([...scopes]), await org.key([...scopes], admin)]) {
      const [sent] = await invite(key, email);
      await revokeKey(org.owner, { keyId: key.id });

      await expect(acceptInvitation(stranger, { token: await mailedSecret(email) })).rejects.toMatchObject({
        code: "gone",
        message: "The API key that invited you may no longer do so. Ask for a new invitation.",
      });
      const invitationId = sent?.outcome === "invited" ? sent.invitationId : "";
      await cancelInvitation(org.owner, { invitationId });
    }
    const [again] = await invite(await org.key([...scopes]), email);
    if (again?.outcome === "invited") await resendInvitation(org.owner, { invitationId: again.invitationId });
    expect(await codeOf(acceptInvitation(stranger, { token: await mailedSecret(email) }))).toBe("done");
  });

  test("who owes a second factor by now makes no member either", async () => {
    const org = await givenOrganization();
    const { token } = await givenInvitation(org);
    const policy = { organizationId: org.id, requireSecondFactor: true };
    await change(org.pass, (tx) => tx.insert(securityPolicies).values(policy));

    expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("gone");
  });

  test("does not put anyone into a group that gives more by now than they hold", async () => {
    const org = await givenOrganization();
    const [admin, email, group] = [await org.member("admin"), newAddress(), await org.group()];
    const [sent] = await invite(admin, email, "user", [group.id]);
    await change(org.pass, (tx) => tx.update(groups).set({ role: "owner" }).where(eq(groups.id, group.id)));
    const invitationId = sent?.outcome === "invited" ? sent.invitationId : "";

    const outcomes = [
      await codeOf(acceptInvitation(stranger, { token: await mailedSecret(email) })),
      await codeOf(resendInvitation(admin, { invitationId })),
      await codeOf(cancelInvitation(admin, { invitationId })),
    ];

    expect(outcomes).toEqual(["gone", "forbidden", "forbidden"]);
    expect(await membersOf(org)).toHaveLength(2);
  });
});

describe("a message in an invitation", () => {
  const parsed = (message: string) =>
    inviteInput.safeParse({ emails: newAddress(), role: "user", message, expiresInDays: "3" });

  test("goes along as text, and the link holds as many days as asked", async () => {
    const org = await givenOrganization();
    const email = newAddress();
    await inviteMembers(org.owner, {
      emails: [{ address: email }],
      role: "user",
      groupIds: [],
      message: "Welcome!\nSee you on Monday.",
      expiresInDays: 3,
    });

    const [letter] = await lettersTo(email);
    expect(letter?.props).toMatchObject({ message: "Welcome!\nSee you on Monday.", expiresInDays: 3 });
    shiftClock(3 * day + second);
    expect(await openInvitation(await mailedSecret(email))).toMatchObject({ state: "expired" });
  });

  test.each([
    "https://evil.example",
    "HTTP://evil",
    "see www.evil.example now",
    "go to evil.example/x",
    "write to me@evil.example",
    "x".repeat(501),
    "a\u202eb",
  ])("is refused where it would become a link, or is none: %s", (message) => {
    expect(parsed(message).error?.issues[0]?.path).toEqual(["message"]);
  });

  test.each(["Hi! See you at 9.30, room 4.2.", "Fragen? Gern.", ""])(
    "may be any other text: %s",
    (message) => {
      expect(parsed(message).success).toBe(true);
    },
  );
});

describe("the list of invitations", () => {
  test("is searched by name and email, filtered, sorted and walked both ways", async () => {
    const org = await givenOrganization();
    const [zoe, abe, mia] = [`zoe.${newAddress()}`, `abe.${newAddress()}`, `mia.${newAddress()}`];
    await invite(org.owner, `Zoe Zander <${zoe}>, ${abe}, ${mia}`);
    const found = async (filter: object) =>
      (await listInvitations(org.owner, invitationFilter.parse(filter))).rows.map(({ email }) => email);
    const all = await listInvitations(org.owner, invitationFilter.parse({}));
    const idOf = (email: string) => all.rows.find((row) => row.email === email)?.id ?? "";
    await cancelInvitation(org.owner, { invitationId: idOf(mia) });
    await change(org.pass, (tx) =>
      tx
        .update(invitations)
        .set({ mailStatus: "failed" })
        .where(eq(invitations.id, idOf(abe))),
    );

    expect(await found({ q: "zander" })).toEqual([zoe]);
    expect(await found({ sort: "email" })).toEqual([abe, mia, zoe]);
    expect(await found({ status: "cancelled" })).toEqual([mia]);
    expect(await found({ status: "undelivered" })).toEqual([abe]);
    const first = await listInvitations(org.owner, invitationFilter.parse({ sort: "email", limit: 2 }));
    const second = await listInvitations(
      org.owner,
      invitationFilter.parse({ sort: "email", limit: 2, cursor: first.nextCursor }),
    );
    expect(second.rows.map(({ email }) => email)).toEqual([zoe]);
    const back = { sort: "email", limit: 2, cursor: second.previousCursor };
    expect(await found(back)).toEqual([abe, mia]);
  });
});

test("an invitation to a closed organization says so, and is not accepted", async () => {
  const org = await givenOrganization();
  const { token } = await givenInvitation(org);
  await org.set({ deletedAt: now() });

  expect(await openInvitation(token)).toEqual({ state: "closed", organization: org.name });
  expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("gone");
});

describe("an invitation into a group", () => {
  test("takes the right to look after groups, which a key may lack", async () => {
    const org = await givenOrganization();
    const group = await org.group();
    const key = await org.key(scopes.filter((scope) => scope !== "groups:write"));
    const invitation = {
      emails: [{ address: "x@example.com" }],
      role: "billing-manager" as const,
      groupIds: [group.id],
      expiresInDays: 7,
    };

    await expect(inviteMembers(key, invitation)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("sending again", () => {
  test("is refused after five letters within an hour", async () => {
    const org = await givenOrganization();
    const { id } = await givenInvitation(org);

    const outcomes = [];
    for (let i = 0; i < 5; i++)
      outcomes.push(await codeOf(resendInvitation(org.owner, { invitationId: id })));

    expect(outcomes).toEqual(["done", "done", "done", "done", "rate-limited"]);
  });
});
