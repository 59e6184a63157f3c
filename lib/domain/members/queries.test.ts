import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { givenOrganization } from "@/db/testing";
import { day, fromNow } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { exemptMember } from "@/lib/domain/exemptions/commands";
import { givenAuthenticator } from "@/tests/security/givens";
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

  test("shows a Team Leader those of their own groups and themselves, and no other people or groups", async () => {
    const org = await givenOrganization();
    const [leader, mate, other] = [
      await org.member("team-leader"),
      await org.member("user"),
      await org.member("user"),
    ];
    const shared = await org.group({ members: [leader, mate] });
    const foreign = await org.group({ members: [mate, other] });
    const actor = await org.again(leader);

    const { rows } = await listMembers(actor, filter());

    expect(rows.map(({ id }) => id).sort()).toEqual([leader.id, mate.id].sort());
    expect(rows.map(({ groups }) => groups)).toEqual([[shared], [shared]]);
    expect(await findMember(actor, mate.id)).toMatchObject({ id: mate.id, groups: [shared] });
    expect((await listMembers(actor, filter({ group: shared.id }))).rows).toHaveLength(2);
    expect((await listMembers(actor, filter({ group: foreign.id }))).rows).toEqual([]);
    expect((await findMember(org.owner, mate.id)).groups).toHaveLength(2);
    await expect(findMember(actor, other.id)).rejects.toMatchObject({ code: "not-found" });
  });

  test("is sorted and walked both ways by name, by last activity and by age", async () => {
    const org = await givenOrganization();
    const [ada, mia, zoe] = [
      await org.member("user", "Ada"),
      await org.member("user", "Mia"),
      await org.member("user", "Zoe"),
    ];
    await org.setMember(ada.id, { lastActiveAt: fromNow(-3 * day) });
    await org.setMember(zoe.id, { lastActiveAt: fromNow(-40 * day) });
    const walk = async (given: object) => {
      const seen: string[] = [];
      let page = await listMembers(org.owner, filter({ ...given, limit: 1 }));
      for (;;) {
        seen.push(...page.rows.map(({ name }) => name));
        if (!page.nextCursor) break;
        page = await listMembers(org.owner, filter({ ...given, limit: 1, cursor: page.nextCursor }));
      }
      const back = await listMembers(
        org.owner,
        filter({ ...given, limit: 1, cursor: page.previousCursor ?? undefined }),
      );
      expect(back.rows.map(({ name }) => name)).toEqual([seen.at(-2)]);
      return seen;
    };

    expect(await walk({ sort: "name" })).toEqual(["Ada", "Mia", "Olivia Owner", "Zoe"]);
    expect(await walk({ sort: "name", order: "desc" })).toEqual(["Zoe", "Olivia Owner", "Mia", "Ada"]);
    expect(await walk({ order: "desc" })).toEqual(["Zoe", "Mia", "Ada", "Olivia Owner"]);
    expect((await walk({ sort: "last-active", order: "desc" })).slice(0, 2)).toEqual(["Ada", "Zoe"]);
    const found = async (given: object) =>
      (await listMembers(org.owner, filter(given))).rows.map(({ name }) => name);
    expect(await found({ active: "7" })).toEqual(["Ada"]);
    expect(await found({ active: "90" })).toEqual(["Ada", "Zoe"]);
    expect(await found({ active: "never" })).toEqual(["Olivia Owner", "Mia"]);
    expect((await listMembers(org.owner, filter({ limit: 2 }))).total).toBe(4);
    expect((await listMembers(org.owner, filter({ role: "user" }))).total).toBeUndefined();
    expect(mia.roles).toEqual(["user"]);
  });

  test("is kept to a group, and to who has a second factor, has none or is exempt", async () => {
    const org = await givenOrganization();
    const [guarded, exempted] = [await givenAuthenticator(org), await org.member("user")];
    const group = await org.group({ members: [guarded] });
    const exempt = { memberId: exempted.id, reason: "New phone", until: fromNow(day) };
    await exemptMember(org.owner, exempt);
    const found = async (given: object) =>
      (await listMembers(org.owner, filter(given))).rows.map(({ id, secondFactor }) => [id, secondFactor]);

    expect(await found({ group: group.id })).toEqual([[guarded.id, "has"]]);
    expect(await found({ factor: "has" })).toEqual([[guarded.id, "has"]]);
    expect(await found({ factor: "none" })).toEqual([[org.owner.id, "none"]]);
    expect(await found({ factor: "exempt" })).toEqual([[exempted.id, "exempt"]]);
    expect(await found({ group: newId("group") })).toEqual([]);
  });

  test("finds one among thousands, on whatever page, and the same with filters that leave out most", async () => {
    const org = await givenOrganization({ seats: 5_000 });
    await database().execute(sql`
      insert into users (id, email, name, created_at)
      select 'usr_' || ${org.id} || n, ${org.id} || n || '@example.com', 'Worker ' || n, now()
      from generate_series(1, 2500) n`);
    await change(org.pass, (tx) =>
      tx.execute(sql`
        insert into memberships (organization_id, id, user_id, role, status, created_at)
        select ${org.id}, 'mem_' || lpad(n::text, 26, '0'), 'usr_' || ${org.id} || n,
          case when n = 2400 then 'admin' else 'user' end, 'active', now()
        from generate_series(1, 2500) n`),
    );
    const found = async (given: object) =>
      (await listMembers(org.owner, filter(given))).rows.map(({ name }) => name);

    expect(await found({ q: "worker 2499" })).toEqual(["Worker 2499"]);
    expect(await found({ q: "olivia" })).toEqual(["Olivia Owner"]);
    expect(await found({ q: "nobody at all" })).toEqual([]);
    expect(await found({ q: "worker", role: "admin" })).toEqual(["Worker 2400"]);
    expect(await found({ q: "er 249", sort: "name", order: "desc", limit: 2 })).toEqual([
      "Worker 2499",
      "Worker 2498",
    ]);
    expect(await found({ q: "ol" })).toEqual(["Olivia Owner"]);
    const first = await listMembers(org.owner, filter({ q: "worker 24", limit: 100 }));
    const second = await listMembers(
      org.owner,
      filter({ q: "worker 24", limit: 100, cursor: first.nextCursor ?? undefined }),
    );
    expect(first.rows).toHaveLength(100);
    expect(second.rows).toHaveLength(11);
    expect(second.rows.at(-1)?.name).toBe("Worker 2499");
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
