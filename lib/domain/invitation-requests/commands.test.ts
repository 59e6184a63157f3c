import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { change } from "@/db/door";
import { organizations } from "@/db/schema";
import {
  type GivenOrganization,
  givenOrganization,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { day, second, shiftClock } from "@/lib/core/clock";
import { cancelInvitation, inviteMembers, resendInvitation } from "@/lib/domain/invitations/commands";
import { openInvitation } from "@/lib/domain/invitations/queries";
import { address } from "@/tests/security/givens";
import { askForInvitation } from "./commands";

const stranger = givenStranger();

async function givenExpired(_: GivenOrganization, inviter: Actor) {
  const email = address();
  const [sent] = await inviteMembers(inviter, {
    emails: [{ address: email }],
    role: "user",
    groupIds: [],
    expiresInDays: 1,
  });
  shiftClock(day + second);
  const id = sent?.outcome === "invited" ? sent.invitationId : "";
  return { id, email, token: await mailedSecret(email) };
}

const asked = async (email: string) =>
  (await lettersTo(email)).filter(({ template }) => template === "invitation-requested").length;

describe("asking for a new invitation", () => {
  test("tells whoever invited, once a day, and the page says that it was asked", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const { id, token } = await givenExpired(org, admin);

    const presses = await Promise.allSettled([1, 2, 3].map(() => askForInvitation(stranger, { token })));

    expect(presses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await asked(admin.person.email)).toBe(1);
    expect(await asked(org.owner.person.email)).toBe(0);
    expect(await openInvitation(token)).toMatchObject({ state: "expired", askedAt: expect.any(Date) });
    shiftClock(2 * day + 2 * second);
    await askForInvitation(stranger, { token });
    expect(await asked(admin.person.email)).toBe(2);
    await resendInvitation(org.owner, { invitationId: id });
    expect(await openInvitation(token)).toEqual({ state: "gone" });
  });

  test("tells others who may invite when whoever invited is gone", async () => {
    const org = await givenOrganization();
    const [admin, other, user] = [
      await org.member("admin"),
      await org.member("admin"),
      await org.member("user"),
    ];
    const { token } = await givenExpired(org, admin);
    await org.setMember(admin.id, { status: "disabled" });

    await askForInvitation(stranger, { token });

    const told = [admin.person, org.owner.person, other.person, user.person].map(({ email }) => asked(email));
    expect(await Promise.all(told)).toEqual([0, 1, 1, 0]);
  });

  test("is refused while the invitation holds, once it was cancelled, and where the organization is closed", async () => {
    const org = await givenOrganization();
    const cancelled = await givenExpired(org, org.owner);
    await cancelInvitation(org.owner, { invitationId: cancelled.id });
    shiftClock(0);
    const open = address();
    await inviteMembers(org.owner, {
      emails: [{ address: open }],
      role: "user",
      groupIds: [],
      expiresInDays: 7,
    });
    const codeOf = (token: string) =>
      askForInvitation(stranger, { token }).catch(({ code }: { code: string }) => code);

    expect(await codeOf(await mailedSecret(open))).toBe("gone");
    expect(await codeOf(cancelled.token)).toBe("gone");
    expect(await codeOf("no-such-token")).toBe("gone");
    const late = await givenExpired(org, org.owner);
    await change(org.pass, (tx) =>
      tx.update(organizations).set({ deletedAt: new Date() }).where(eq(organizations.id, org.id)),
    );
    expect(await codeOf(late.token)).toBe("gone");
  });
});
