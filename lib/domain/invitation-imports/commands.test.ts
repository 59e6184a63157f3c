import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { change, read } from "@/db/door";
import { groups, invitationImportRows, invitationImports, securityPolicies } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization, lettersTo } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { day, fromNow } from "@/lib/core/clock";
import { scopes } from "@/lib/core/roles";
import { revokeKey } from "@/lib/domain/keys/commands";
import { address } from "@/tests/security/givens";
import { forgetImports, startImport, workOffImport } from "./commands";
import type { ImportRow } from "./input";
import { eachRefusedRow, findImport, listImportRows, previewImport } from "./queries";

const row = (position: number, more: Partial<ImportRow> = {}): ImportRow => ({
  position,
  email: address(),
  name: "",
  role: "user",
  groups: [],
  ...more,
});

const rowsOf = (length: number) => Array.from({ length }, (_, i) => row(i + 1));

const start = (actor: Actor, rows: ImportRow[]) => startImport(actor, { rows, expiresInDays: 7 });

const workOff = (org: GivenOrganization, importId: string) =>
  workOffImport({ organizationId: org.id, importId });

async function outcomesOf(org: GivenOrganization, importId: string) {
  const { rows } = await listImportRows(org.owner, { importId, limit: 100 });
  return rows.map(({ outcome, reason }) => reason ?? outcome);
}

describe("an import of invitations", () => {
  test("judges each row before anything is sent and alike when it is: list, members, groups, rights and seats", async () => {
    const org = await givenOrganization({ seats: 4 });
    const [admin, group] = [await org.member("admin"), await org.group({ name: "Red Team" })];
    await org.group({ name: "Crown", role: "owner" });
    const [first, twice] = [address(), address()];
    const rows = [
      row(2, { email: first, name: "Ada", role: "User", groups: ["red  TEAM"] }),
      row(3, { email: twice }),
      row(4, { email: twice.toUpperCase() }),
      row(5, { email: "nobody" }),
      row(6, { email: org.owner.person.email }),
      row(7, { groups: ["Blue Team"] }),
      row(8, { groups: ["Crown"] }),
      row(9, { role: "owner" }),
      row(10),
    ];

    const preview = await previewImport(admin, rows);
    const { id } = await start(admin, rows);
    await workOff(org, id);

    const expected = [
      "invited",
      "invited",
      "Row 3 has the same address.",
      expect.stringContaining("one plain email address"),
      "This person is a member already.",
      "There is no group “Blue Team”.",
      "Crown makes people Owner. Owners are invited one by one.",
      "Owners are invited one by one.",
      expect.stringContaining("Every seat of the plan is taken"),
    ];
    expect(preview.rows.map(({ complaint }) => complaint ?? "invited")).toEqual(expected);
    expect(preview).toMatchObject({ invitable: 2, freeSeats: 2 });
    expect(await outcomesOf(org, id)).toEqual(expected);
    const told = (await listImportRows(org.owner, { importId: id, limit: 100 })).rows;
    expect(told.map(({ code, invitationId }) => code ?? typeof invitationId)).toEqual([
      "string",
      "string",
      "repeated",
      "invalid",
      "already-member",
      "not-found",
      "forbidden",
      "forbidden",
      "no-free-seat",
    ]);
    expect(await findImport(org.owner, { importId: id })).toMatchObject({
      createdBy: { kind: "member", id: admin.id, name: admin.name },
      total: 9,
      invited: 2,
      refused: 7,
      finishedAt: expect.any(Date),
    });
    const [letter] = await lettersTo(first);
    expect(letter?.props).toMatchObject({ inviteeName: "Ada", inviter: admin.name });
    const events = (await auditTrail(org.id)).filter(({ action }) => action === "invitation.sent");
    expect(events.map(({ after }) => after?.groupIds)).toEqual([[group.id], []]);
    const refused = [];
    for await (const one of eachRefusedRow(org.owner, { importId: id })) refused.push(one.position);
    expect(refused).toEqual([4, 5, 6, 7, 8, 9, 10]);
  });

  test("is worked off once however many are at it, and goes on where it was broken off", async () => {
    const org = await givenOrganization();
    const rows = rowsOf(60);
    const { id } = await start(org.owner, rows);

    await Promise.all([workOff(org, id), workOff(org, id), workOff(org, id)]);
    await workOff(org, id);

    expect(await findImport(org.owner, { importId: id })).toMatchObject({ invited: 60, refused: 0 });
    expect(await lettersTo(rows[59]?.email ?? "")).toHaveLength(1);
    const sent = (await auditTrail(org.id)).filter(({ action }) => action === "invitation.sent");
    expect(sent).toHaveLength(60);
  });

  test("asks again what whoever started it may do: a demotion, a group that gives more, a revoked key", async () => {
    const org = await givenOrganization();
    const [admin, group] = [await org.member("admin", "Grace Admin"), await org.group({ name: "Red Team" })];
    const key = await org.key([...scopes]);
    const [byGroup, byAdmin, byKey] = [
      await start(admin, [row(1, { groups: ["Red Team"] }), row(2)]),
      await start(admin, rowsOf(51)),
      await start(key, rowsOf(1)),
    ];
    await change(org.pass, (tx) => tx.update(groups).set({ role: "owner" }).where(eq(groups.id, group.id)));
    await workOff(org, byGroup.id);
    await org.setMember(admin.id, { role: "user" });
    await revokeKey(org.owner, { keyId: key.id });

    await workOff(org, byAdmin.id);
    await workOff(org, byKey.id);

    expect(await outcomesOf(org, byGroup.id)).toEqual([expect.stringContaining("Red Team"), "invited"]);
    expect(new Set(await outcomesOf(org, byAdmin.id))).toEqual(
      new Set(["Grace Admin may not invite anyone any more."]),
    );
    expect(await outcomesOf(org, byKey.id)).toEqual(["The API key Test key may not invite anyone any more."]);
    for (const [id, refused] of [
      [byAdmin.id, 51],
      [byKey.id, 1],
    ] as const)
      expect(await findImport(org.owner, { importId: id })).toMatchObject({
        invited: 0,
        refused,
        finishedAt: expect.any(Date),
      });
  });

  test("is forgotten with its rows 30 days after it came to its end, or began and never did", async () => {
    const org = await givenOrganization();
    const ids = await Promise.all([1, 2, 3, 4].map(async () => (await start(org.owner, rowsOf(1))).id));
    const ages = [
      [31, 29],
      [31, 31],
      [29, null],
      [31, null],
    ] as const;
    const ago = (days: number) => fromNow(-days * day);
    for (const [i, [began, ended]] of ages.entries())
      await change(org.pass, (tx) =>
        tx
          .update(invitationImports)
          .set({ createdAt: ago(began), finishedAt: ended && ago(ended) })
          .where(eq(invitationImports.id, ids[i] ?? "")),
      );

    await forgetImports();

    const left = await read(org.pass, (tx) => tx.select().from(invitationImportRows));
    expect(left.map(({ importId }) => importId).sort()).toEqual([ids[0], ids[2]].sort());
  });

  test("tells of groups that are not there, also where rows name more than a statement has room for", async () => {
    const org = await givenOrganization();
    const named = (nth: number) => Array.from({ length: 100 }, (_, i) => `${nth}.${i}`);
    const rows = Array.from({ length: 700 }, (_, nth) => row(nth + 2, { groups: named(nth) }));

    const preview = await previewImport(org.owner, rows);

    expect(JSON.stringify(preview)).toContain("There is no group “0.0”.");
  });

  test("is refused row by row once whoever started it owes a second factor", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const { id } = await start(admin, rowsOf(1));
    const policy = { organizationId: org.id, requireSecondFactor: true };
    await change(org.pass, (tx) => tx.insert(securityPolicies).values(policy));

    await workOff(org, id);

    expect(await outcomesOf(org, id)).toEqual([`${admin.name} may not invite anyone any more.`]);
  });

  test("takes its turn: no more than five are on their way at once", async () => {
    const org = await givenOrganization();
    for (let i = 0; i < 5; i++) await start(org.owner, rowsOf(1));

    await expect(start(org.owner, rowsOf(1))).rejects.toMatchObject({ code: "conflict" });
  });
});
