import { describe, expect, test } from "vitest";
import { auditTrail } from "@/db/testing";
import { memberActor } from "@/lib/auth/actor";
import { day, fromNow } from "@/lib/core/clock";
import { changeMemberRole, createApiOnlyMember } from "@/lib/domain/members/commands";
import { findMissingFactors } from "@/lib/domain/security/queries";
import { codeOf, guarded, set } from "@/tests/security/given-policies";
import { exemptMember } from "./commands";
import { exemptionFilter } from "./input";
import { listExemptions } from "./queries";

const leave = { reason: "Waits for a phone", until: fromNow(day) };

async function given() {
  const org = await guarded();
  const member = await org.member("user");
  await exemptMember(org.owner, { ...leave, memberId: member.id });
  await set(org, { requireSecondFactor: true });
  return { org, member, enter: () => codeOf(memberActor(member.person, org.slug)) };
}

describe("an exemption from the second factor", () => {
  test("ends when its member becomes Admin, as the audit log says, and does not come back", async () => {
    const { org, member, enter } = await given();
    expect(await enter()).toBe("done");

    await changeMemberRole(org.owner, { memberId: member.id, role: "admin" });

    expect(await enter()).toBe("second-factor-required");
    expect((await auditTrail(org.id)).slice(-2)).toMatchObject([
      { action: "member.role_changed" },
      { action: "policy.exemption_ended", targetId: member.id, before: { reason: leave.reason } },
    ]);
    await changeMemberRole(org.owner, { memberId: member.id, role: "user" });
    expect(await enter()).toBe("second-factor-required");
  });

  test("counts for nothing while a group makes its member Admin", async () => {
    const { org, member, enter } = await given();

    await org.group({ role: "admin", members: [member] });

    expect(await enter()).toBe("second-factor-required");
    expect((await listExemptions(org.owner, exemptionFilter.parse({}))).rows).toEqual([]);
    expect(await findMissingFactors(org.owner)).toMatchObject({ total: 1, admins: [{ id: member.id }] });
  });

  test("that is there already stays as it is, and is told once", async () => {
    const org = await guarded();
    const { id: memberId } = await org.member("user");

    const first = await exemptMember(org.owner, { ...leave, memberId });
    const again = await exemptMember(await org.member("admin"), { ...leave, memberId });

    expect(again).toEqual(first);
    expect(await auditTrail(org.id)).toMatchObject([{ action: "policy.member_exempted" }]);
  });

  test("is refused to Owners and Admins, also to those by a group", async () => {
    const org = await guarded();
    const [admin, user] = [await org.member("admin"), await org.member("user")];
    await org.group({ role: "admin", members: [user] });

    for (const { id } of [org.owner, admin, user])
      expect(await codeOf(exemptMember(org.owner, { ...leave, memberId: id }))).toBe("conflict");
  });

  test("is refused to an API-only member, whom nobody asks for a factor", async () => {
    const org = await guarded();
    const { id: memberId } = await createApiOnlyMember(org.owner, {
      name: "Deploy robot",
      role: "user",
      groupIds: [],
    });

    expect(await codeOf(exemptMember(org.owner, { ...leave, memberId }))).toBe("conflict");
  });
});
