import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { recoveryCodes } from "@/db/schema";
import { auditTrail, givenOrganization, givenSession, lettersTo } from "@/db/testing";
import { factorsOf } from "@/lib/auth/factors";
import { findSession } from "@/lib/auth/sessions";
import { fromNow, minute } from "@/lib/core/clock";
import { roles } from "@/lib/core/roles";
import { findMember } from "@/lib/domain/members/queries";
import { givenAuthenticator, givenLocked, givenSignedIn } from "@/tests/security/givens";
import { endMemberSessions, resetSecondFactors, unlockMember } from "./commands";
import { findMemberAccount } from "./queries";

async function codeOf(deed: Promise<unknown>): Promise<string> {
  return deed.then(
    () => "done",
    (error) => error.code ?? "internal",
  );
}

describe("resetting second factors", () => {
  test("takes them all, ends every session and tells the member by mail", async () => {
    const org = await givenOrganization();
    const member = await givenAuthenticator(org);
    const { id, secret } = await givenSession(member.person, { method: "password", secondFactor: "totp" });
    expect(await findMember(org.owner, member.id)).toMatchObject({ secondFactor: "has" });

    await resetSecondFactors(org.owner, { memberId: member.id });

    const { userId, email } = member.person;
    expect(await factorsOf(database(), userId)).toEqual({
      authenticator: false,
      passkeys: 0,
      recoveryCodes: 0,
    });
    expect(await database().select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId))).toEqual([]);
    expect(await findSession(id, secret, member.person.request)).toBeNull();
    expect(await lettersTo(email)).toMatchObject([
      { template: "account-changed", props: { what: "factors-reset", detail: org.name } },
    ]);
  });

  test("again is done with nothing to do: no second letter, and no second event", async () => {
    const org = await givenOrganization();
    const member = await givenAuthenticator(org);

    for (const _ of [1, 2]) await resetSecondFactors(org.owner, { memberId: member.id });

    expect(await lettersTo(member.person.email)).toHaveLength(1);
    expect(await auditTrail(org.id)).toMatchObject([{ action: "member.factors_reset" }]);
  });

  test("asks for a recent proof, and leaves an account alone that another organization relies on", async () => {
    const [org, other] = [await givenOrganization(), await givenOrganization()];
    const [alone, shared] = [await givenAuthenticator(org), await givenAuthenticator(org)];
    const elsewhere = await other.join(shared.person, "user");
    const earlier = { ...org.owner, factorAt: fromNow(-11 * minute) };

    expect(await codeOf(resetSecondFactors(earlier, { memberId: alone.id }))).toBe("step-up-required");
    await expect(resetSecondFactors(org.owner, { memberId: shared.id })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("also belongs to other organizations"),
    });
    await other.setMember(elsewhere, { status: "disabled" });
    expect(await codeOf(resetSecondFactors(org.owner, { memberId: shared.id }))).toBe("done");
  });
});

test.each([
  ["unlocked", unlockMember, givenLocked, "the link"],
  ["signed out", endMemberSessions, givenSignedIn, "disable them"],
] as const)(
  "an account that belongs to another organization too is not %s, and the refusal says what helps instead",
  async (_, deed, given, instead) => {
    const [org, other] = [await givenOrganization(), await givenOrganization()];
    const shared = await given(org);
    const elsewhere = await other.join(shared.person, "user");

    const attempt = deed(org.owner, { memberId: shared.id });

    await expect(attempt).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(`also belongs to other organizations.*${instead}`),
    });
    await other.setMember(elsewhere, { status: "disabled" });
    expect(await codeOf(deed(org.owner, { memberId: shared.id }))).toBe("done");
  },
);

test("an account that is locked is shown as locked, and unlocking it again changes nothing", async () => {
  const org = await givenOrganization();
  const member = await givenLocked(org);
  expect(await findMember(org.owner, member.id)).toMatchObject({ lockedUntil: expect.any(Date) });

  await unlockMember(org.owner, { memberId: member.id });

  expect(await findMember(org.owner, member.id)).toMatchObject({ lockedUntil: null });
  expect(await codeOf(unlockMember(org.owner, { memberId: member.id }))).toBe("done");
  expect(await auditTrail(org.id)).toMatchObject([{ action: "member.unlocked" }]);
});

test("whoever is signed out everywhere has no session left, and their account tells so", async () => {
  const org = await givenOrganization();
  const member = await givenSignedIn(org);
  expect(await findMemberAccount(org.owner, member.id)).toMatchObject({ signedIn: { sessions: 1 } });

  expect(await endMemberSessions(org.owner, { memberId: member.id })).toMatchObject({ ended: 1 });

  expect(await findMemberAccount(org.owner, member.id)).toMatchObject({
    signedIn: { sessions: 0, lastAt: null },
  });
  expect(await endMemberSessions(org.owner, { memberId: member.id })).toMatchObject({ ended: 0 });
  expect(await auditTrail(org.id)).toMatchObject([{ action: "member.sessions_ended" }]);
});

test("where an account is signed in is not told once another organization relies on it too", async () => {
  const [org, other] = [await givenOrganization(), await givenOrganization()];
  const member = await givenSignedIn(org);
  await other.join(member.person, "user");

  expect(await findMemberAccount(org.owner, member.id)).toMatchObject({ signedIn: null });
});

test.each([
  ["unlock", unlockMember, givenLocked],
  ["reset the factors of", resetSecondFactors, givenAuthenticator],
  ["sign out", endMemberSessions, givenSignedIn],
] as const)(
  "an Admin does not %s an Owner or another Admin, but anyone else (rule 2)",
  async (_, deed, given) => {
    const org = await givenOrganization();
    const admin = await org.member("admin");

    const outcomes: Record<string, string> = {};
    for (const role of roles) {
      const { id } = await given(org);
      await org.setMember(id, { role });
      outcomes[role] = await codeOf(deed(admin, { memberId: id }));
    }

    expect(outcomes).toEqual({
      owner: "forbidden",
      admin: "forbidden",
      "team-leader": "done",
      "billing-manager": "done",
      user: "done",
    });
  },
);
