import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { read } from "@/db/door";
import { memberships } from "@/db/schema";
import { type GivenOrganization, givenOrganization, givenPerson, lettersTo } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { day, fromNow, minute, second, shiftClock } from "@/lib/core/clock";
import { changeMemberRole, disableMember } from "@/lib/domain/members/commands";
import { acceptOwnership, declineOwnership, offerOwnership, withdrawOwnership } from "./commands";
import { findOwnershipOffer } from "./queries";

afterEach(() => shiftClock(0));

async function roleOf(org: GivenOrganization, { id }: Actor): Promise<string | undefined> {
  const here = and(eq(memberships.organizationId, org.id), eq(memberships.id, id));
  const [row] = await read(org.pass, (tx) => tx.select().from(memberships).where(here));
  return row?.role;
}

const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "done"));

async function offered() {
  const org = await givenOrganization();
  const heir = await org.member("user", "Hedy Heir");
  await offerOwnership(org.owner, { memberId: heir.id });
  return { org, heir };
}

describe("handing an organization over", () => {
  test("makes whoever accepts its Owner, and the former Owner an Admin", async () => {
    const { org, heir } = await offered();
    const [letter] = await lettersTo(heir.person.email);
    expect(letter).toMatchObject({ template: "ownership-offered", props: { by: "Olivia Owner" } });
    expect(await findOwnershipOffer(heir)).toMatchObject({ mine: true, by: "Olivia Owner" });
    expect(await findOwnershipOffer(org.owner)).toMatchObject({ mine: false, to: { name: "Hedy Heir" } });
    expect(await roleOf(org, heir)).toBe("user");

    await acceptOwnership(heir, {});

    expect([await roleOf(org, heir), await roleOf(org, org.owner)]).toEqual(["owner", "admin"]);
    expect(await findOwnershipOffer(await org.again(heir))).toBeNull();
    expect((await lettersTo(org.owner.person.email)).at(-1)).toMatchObject({
      template: "ownership-answered",
      props: { outcome: "accepted" },
    });
  });

  test("changes nothing where it is declined, and tells who offered it", async () => {
    const { org, heir } = await offered();

    await declineOwnership(heir, {});

    expect([await roleOf(org, heir), await roleOf(org, org.owner)]).toEqual(["user", "owner"]);
    expect((await lettersTo(org.owner.person.email)).at(-1)).toMatchObject({
      props: { outcome: "declined" },
    });
  });

  test("is told to nobody but Owners and whoever is asked", async () => {
    const { org } = await offered();

    expect(await findOwnershipOffer(await org.member("admin"))).toBeNull();
    expect(await findOwnershipOffer(await org.member("user"))).toBeNull();
  });

  test("is refused to whoever could not accept it", async () => {
    const org = await givenOrganization();
    const apiOnly = await org.join(await givenPerson("Robot", { apiOnly: true }), "user");
    const disabled = await org.join(await givenPerson(), "user", "disabled");

    for (const memberId of [apiOnly, disabled, org.owner.id, (await org.member("owner")).id])
      await expect(offerOwnership(org.owner, { memberId })).rejects.toMatchObject({
        fields: [{ field: "memberId" }],
      });
  });

  test("ends after seven days, when it is withdrawn, and when another takes its place no sooner", async () => {
    const { org, heir } = await offered();
    const other = await org.member("admin");
    await expect(offerOwnership(org.owner, { memberId: other.id })).rejects.toMatchObject({
      code: "conflict",
    });

    shiftClock(7 * day + second);
    const late = { ...(await org.again(heir)), factorAt: fromNow(0) };
    await expect(acceptOwnership(late, {})).rejects.toMatchObject({ code: "conflict" });
    const owner = { ...(await org.again(org.owner)), factorAt: fromNow(0) };
    await offerOwnership(owner, { memberId: other.id });
    await withdrawOwnership(owner, {});

    const asked = { ...(await org.again(other)), factorAt: fromNow(0) };
    await expect(acceptOwnership(asked, {})).rejects.toMatchObject({ code: "conflict" });
    await expect(withdrawOwnership(owner, {})).rejects.toMatchObject({ code: "conflict" });
  });

  test("holds no longer once whoever offered it is Owner no more, is disabled or has left", async () => {
    for (const fall of [
      (org: GivenOrganization, by: Actor) => changeMemberRole(org.owner, { memberId: by.id, role: "user" }),
      (org: GivenOrganization, by: Actor) => disableMember(org.owner, { memberId: by.id }),
    ]) {
      const org = await givenOrganization();
      const [by, heir] = [await org.member("owner"), await org.member("user")];
      await offerOwnership(by, { memberId: heir.id });

      await fall(org, by);

      await expect(acceptOwnership(heir, {})).rejects.toMatchObject({ code: "conflict" });
      expect(await roleOf(org, heir)).toBe("user");
    }
  });

  test("asks both for a fresh proof", async () => {
    const { org, heir } = await offered();
    const stale = { factorAt: fromNow(-11 * minute) };

    const asked = offerOwnership({ ...org.owner, ...stale }, { memberId: heir.id });
    const accepted = acceptOwnership({ ...heir, ...stale }, {});

    await expect(asked).rejects.toMatchObject({ code: "step-up-required" });
    await expect(accepted).rejects.toMatchObject({ code: "step-up-required" });
  });

  test("is refused to one who is Owner by a group alone: there would be no Owner to make an Admin of", async () => {
    const org = await givenOrganization();
    const [byGroup, heir] = [await org.member("admin"), await org.member("user")];
    await org.group({ role: "owner", members: [byGroup] });

    const attempt = offerOwnership(await org.again(byGroup), { memberId: heir.id });

    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("at once", () => {
  test("of two offers one is made, and of its acceptance and its withdrawal one is done, 50 times of 50", async () => {
    const org = await givenOrganization();
    const [second, one, other] = await Promise.all([
      org.member("owner"),
      org.member("user"),
      org.member("user"),
    ]);
    for (let round = 0; round < 50; round++) {
      const offers = await Promise.allSettled([
        offerOwnership(org.owner, { memberId: one.id }),
        offerOwnership(second, { memberId: other.id }),
      ]);
      const [by, asked] = offers[0]?.status === "fulfilled" ? [org.owner, one] : [second, other];
      const ends = await Promise.allSettled([
        acceptOwnership(asked, {}),
        acceptOwnership(asked, {}),
        withdrawOwnership(by, {}),
      ]);

      const accepted = ends[2]?.status === "rejected";
      expect(codesOf(offers).sort()).toEqual(["conflict", "done"]);
      expect(codesOf(ends).filter((code) => code === "done")).toHaveLength(1);
      expect([await roleOf(org, asked), await roleOf(org, by)]).toEqual(
        accepted ? ["owner", "admin"] : ["user", "owner"],
      );
      await org.setMember(by.id, { role: "owner" });
      await org.setMember(asked.id, { role: "user" });
    }
  }, 60_000);
});
