import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { change, pass, read } from "@/db/door";
import { memberships, organizationSlugs, organizations, tokens } from "@/db/schema";
import {
  auditTrail,
  type GivenOrganization,
  givenOrganization,
  givenPerson,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import { memberActor } from "@/lib/auth/actor";
import { keyActor } from "@/lib/auth/key-actor";
import { demandsOn } from "@/lib/auth/policy";
import { day, fromNow, minute, shiftClock } from "@/lib/core/clock";
import { confirmContact } from "@/lib/domain/contact-emails/commands";
import { acceptInvitation, inviteMembers } from "@/lib/domain/invitations/commands";
import { inviteInput } from "@/lib/domain/invitations/input";
import { changeOrganization, createOrganization } from "@/lib/domain/organizations/commands";
import { myOrganizationFilter, organizationInput } from "@/lib/domain/organizations/input";
import { findLastOrganization, listMyOrganizations } from "@/lib/domain/organizations/queries";
import { changePolicy } from "@/lib/domain/security/commands";
import { deleteAccount } from "@/lib/domain/users/commands";
import { signedIn } from "@/tests/security/givens";
import { deleteOrganization, removeClosedOrganizations, restoreOrganization } from "./commands";
import { listClosedOrganizations } from "./queries";

afterEach(() => shiftClock(0));

const close = (org: GivenOrganization) => deleteOrganization(org.owner, { confirm: org.name });
const reopen = (org: GivenOrganization) => restoreOrganization(org.owner.person, { slug: org.slug });
const ago = (org: GivenOrganization, days: number) => org.set({ deletedAt: fromNow(-days * day) });
const rowsOf = (org: GivenOrganization) => read(org.pass, (tx) => tx.select().from(organizations));

describe("deleting an organization", () => {
  test("closes it at once to everyone and every key, and restoring opens it as it was", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const [mine, ours] = [
      await org.keySecret(["organization:read"], user),
      await org.keySecret(["organization:read"]),
    ];
    const email = `guest.${org.slug}@example.com`;
    await inviteMembers(org.owner, inviteInput.parse({ emails: email, role: "user" }));
    const invitation = await mailedSecret(email);

    await close(org);

    for (const { person } of [org.owner, user]) {
      await expect(memberActor(person, org.slug)).rejects.toMatchObject({ code: "not-found" });
      expect((await listMyOrganizations(person, myOrganizationFilter.parse({}))).rows).toEqual([]);
      expect(await findLastOrganization(person)).toBeNull();
    }
    for (const secret of [mine, ours])
      await expect(keyActor(secret, user.request)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(
      changeOrganization(org.owner, { version: 0, change: { name: "Other" } }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    const guest = givenStranger();
    await expect(acceptInvitation(guest, { token: invitation })).rejects.toMatchObject({ code: "gone" });
    expect(await listClosedOrganizations(org.owner.person)).toMatchObject([{ slug: org.slug }]);
    expect(await listClosedOrganizations(user.person)).toEqual([]);

    await reopen(org);

    expect(await org.again(user)).toMatchObject({ id: user.id, roles: ["user"] });
    expect(await keyActor(ours, user.request)).toMatchObject({ kind: "key" });
    expect(await acceptInvitation(guest, { token: invitation })).toMatchObject({ slug: org.slug });
  });

  test("takes its name typed just so, a fresh proof and an Owner; all Owners are told by mail", async () => {
    const org = await givenOrganization({ dateFormat: "iso", timeZone: "Asia/Tokyo" });
    const [second, admin] = [await org.member("owner"), await org.member("admin")];

    for (const confirm of ["", org.name.toLowerCase()])
      await expect(deleteOrganization(org.owner, { confirm })).rejects.toMatchObject({ code: "invalid" });
    const stale = { ...org.owner, factorAt: fromNow(-11 * minute) };
    await expect(deleteOrganization(stale, { confirm: org.name })).rejects.toMatchObject({
      code: "step-up-required",
    });
    await expect(deleteOrganization(admin, { confirm: org.name })).rejects.toMatchObject({
      code: "forbidden",
    });
    await deleteOrganization(await org.again(org.owner), { confirm: org.name });

    for (const { person } of [org.owner, second])
      expect((await lettersTo(person.email)).at(-1)).toMatchObject({
        template: "organization-deleted",
        props: { by: "Olivia Owner", until: expect.stringMatching(/^\d{4}-\d\d-\d\d, .+ GMT\+9$/) },
      });
    expect(await lettersTo(admin.person.email)).toEqual([]);
  });

  test("lets no link that waits to confirm an address work, and demands nothing of its members any more", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const email = `contact.${org.slug}@example.com`;
    await changeOrganization(org.owner, { version: 0, change: { alertingEmail: email } });
    await changePolicy(org.owner, { version: 0, change: { passwordMinLength: 20 } });
    const demanded = () => read(pass({}), (tx) => demandsOn(tx, user.person.userId));
    expect((await demanded()).passwordBy).toBe(org.name);

    await close(org);

    await expect(confirmContact(givenStranger(), { token: await mailedSecret(email) })).rejects.toMatchObject(
      {
        code: "gone",
      },
    );
    expect((await demanded()).passwordBy).toBeNull();
  });
});

describe("an account that alone owns a deleted organization", () => {
  test("can be deleted, and nobody restores the organization then", async () => {
    const person = await signedIn();
    const org = await givenOrganization();
    await org.join(person, "owner");
    const me = { ...(await org.again({ person })), person };
    await org.setMember(org.owner.id, { status: "disabled" });
    const confirm = person.email;
    await expect(deleteAccount(person, { confirm })).rejects.toMatchObject({ code: "last-owner" });
    await deleteOrganization(me, { confirm: org.name });

    const outcomes = await Promise.allSettled([
      deleteAccount(person, { confirm }),
      restoreOrganization(person, { slug: org.slug }),
    ]);

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("restoring an organization", () => {
  test("is for its Owners alone, within thirty days, and once", async () => {
    const org = await givenOrganization();
    const [admin, disabled] = [await org.member("admin"), await givenPerson()];
    await org.join(disabled, "owner", "disabled");
    await close(org);

    for (const person of [admin.person, disabled, await givenPerson()])
      await expect(restoreOrganization(person, { slug: org.slug })).rejects.toMatchObject({
        code: "not-found",
      });
    await ago(org, 31);
    await expect(reopen(org)).rejects.toMatchObject({ code: "gone" });
    expect(await listClosedOrganizations(org.owner.person)).toEqual([]);
    await ago(org, 29);
    await reopen(org);
    await expect(reopen(org)).rejects.toMatchObject({ code: "conflict" });
  });

  test("meets the gate like any other visit", async () => {
    const org = await givenOrganization();
    await org.member("owner");
    await close(org);
    await change(org.pass, (tx) =>
      tx.execute(
        sql`insert into security_policies (organization_id, require_second_factor) values (${org.id}, true)`,
      ),
    );

    await expect(reopen(org)).rejects.toMatchObject({ code: "second-factor-required" });
  });
});

describe("the daily removal", () => {
  test("takes what was closed thirty days ago, with all that hangs on it, and nothing else", async () => {
    const [due, early, open] = [
      await givenOrganization(),
      await givenOrganization(),
      await givenOrganization(),
    ];
    const user = await due.member("user");
    await due.group({ members: [user] });
    await due.project({ members: [[user, "admin"]] });
    await due.keySecret(["organization:read"]);
    await changeOrganization(due.owner, { version: 0, change: { alertingEmail: "new@example.com" } });
    for (const org of [due, early]) await close(org);
    await ago(due, 31);
    await ago(early, 29);

    await removeClosedOrganizations();

    expect(await rowsOf(due)).toEqual([]);
    expect(await auditTrail(due.id)).toEqual([]);
    expect((await auditTrail(early.id)).length).toBeGreaterThan(0);
    for (const table of [memberships, organizationSlugs, tokens])
      expect(
        await read(due.pass, (tx) => tx.select().from(table).where(eq(table.organizationId, due.id))),
      ).toEqual([]);
    expect([(await rowsOf(early)).length, (await rowsOf(open)).length]).toEqual([1, 1]);
    await expect(memberActor(user.person, due.slug)).rejects.toMatchObject({ code: "not-found" });
    const details = { legalName: "Ltd", alertingEmail: "a@example.com", invoicingEmail: "a@example.com" };
    const again = organizationInput.parse({ name: due.name, ...details });
    expect(await createOrganization(user.person, again)).toMatchObject({ name: due.name });
  });

  test("asks under the lock whether what it was told of is still due", async () => {
    const org = await givenOrganization();
    await close(org);
    await ago(org, 31);
    // By the clock here two days of the thirty are left, whatever the database says.
    shiftClock(-3 * day);
    const proven = { ...org.owner.person, factorAt: fromNow(0) };

    const [restored, removed] = await Promise.allSettled([
      restoreOrganization(proven, { slug: org.slug }),
      removeClosedOrganizations(),
    ]);

    shiftClock(0);
    expect([restored.status, removed.status]).toEqual(["fulfilled", "fulfilled"]);
    expect(await org.again(org.owner)).toMatchObject({ roles: ["owner"] });
  });
});

describe("at once", () => {
  test("deleting and restoring leave it open or closed, each deed written once, 50 times of 50", async () => {
    const org = await givenOrganization();
    const second = await org.member("owner");
    await close(org);
    for (let round = 0; round < 50; round++) {
      const before = (await auditTrail(org.id)).length;

      const outcomes = await Promise.allSettled([
        reopen(org),
        restoreOrganization(second.person, { slug: org.slug }),
        close(org),
      ]);

      const done = outcomes.filter(({ status }) => status === "fulfilled").length;
      const events = (await auditTrail(org.id)).slice(before).filter(({ outcome }) => outcome === "done");
      expect(events).toHaveLength(done);
      const [row] = await rowsOf(org);
      expect(row?.deletedAt === null).toBe(events.at(-1)?.action === "organization.restored");
      if (row?.deletedAt === null) await close(org);
    }
  }, 60_000);
});
