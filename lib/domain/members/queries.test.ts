import { describe, expect, test } from "vitest";
import { givenOrganization } from "@/db/testing";
import { memberFilter } from "./input";
import { findMember, listMembers } from "./queries";

const filter = (given: object = {}) => memberFilter.parse(given);

describe("the list of members", () => {
  test("has every member of the organization once, over however many pages, and nobody else", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    for (let i = 0; i < 6; i++) await org.member("user");
    await elsewhere.member("user");

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMembers(org.owner, filter({ limit: 3, cursor }));
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);

    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect([...seen].sort()).toEqual(seen);
  });

  test("finds by a part of a name or email in any case; % and _ stand for themselves", async () => {
    const org = await givenOrganization();
    await org.member("user", "Grace Hopper");
    await org.member("user", "50% off_");
    const found = async (q: string) =>
      (await listMembers(org.owner, filter({ q }))).rows.map(({ name }) => name);

    expect(await found("GRACE")).toEqual(["Grace Hopper"]);
    expect(await found("grace.hopper.")).toEqual(["Grace Hopper"]);
    expect(await found("%")).toEqual(["50% off_"]);
    expect(await found("f_")).toEqual(["50% off_"]);
    expect(await found("\\")).toEqual([]);
  });

  test("is kept to a role and a status", async () => {
    const org = await givenOrganization();
    const [admin, user] = [await org.member("admin"), await org.member("user")];
    await org.setMember(user.id, { status: "disabled" });
    const found = async (given: object) =>
      (await listMembers(org.owner, filter(given))).rows.map(({ id }) => id);

    expect(await found({ role: "admin" })).toEqual([admin.id]);
    expect(await found({ status: "disabled" })).toEqual([user.id]);
    expect(await found({ role: "admin", status: "disabled" })).toEqual([]);
  });

  test("shows a Team Leader those of their own groups and themselves, and no others by id", async () => {
    const org = await givenOrganization();
    const [leader, mate, other] = [
      await org.member("team-leader"),
      await org.member("user"),
      await org.member("user"),
    ];
    await org.group({ members: [leader, mate] });
    await org.group({ members: [other] });
    const actor = await org.again(leader);

    const { rows } = await listMembers(actor, filter());

    expect(rows.map(({ id }) => id).sort()).toEqual([leader.id, mate.id].sort());
    expect(await findMember(actor, mate.id)).toMatchObject({ id: mate.id });
    await expect(findMember(actor, other.id)).rejects.toMatchObject({ code: "not-found" });
  });

  test("is not there for a User or a Billing Manager", async () => {
    const org = await givenOrganization();

    for (const role of ["user", "billing-manager"] as const) {
      const actor = await org.member(role);
      await expect(listMembers(actor, filter())).rejects.toMatchObject({ code: "not-found" });
      await expect(findMember(actor, actor.id)).rejects.toMatchObject({ code: "not-found" });
    }
  });
});
