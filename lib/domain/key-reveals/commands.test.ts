import { describe, expect, test } from "vitest";
import { auditTrail, givenOrganization, lettersTo, mailedSecret } from "@/db/testing";
import { keyActor } from "@/lib/auth/key-actor";
import { day, hour, minute, shiftClock } from "@/lib/core/clock";
import { createKey, revokeKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { findKey } from "@/lib/domain/keys/queries";
import { createApiOnlyMember, removeMember } from "@/lib/domain/members/commands";
import { restoreMember } from "@/lib/domain/removed-members/commands";
import { givenWaitingKey } from "@/tests/security/givens";
import { revealKey, sendRevealLink } from "./commands";
import { findReveal } from "./queries";

const request = { ip: "192.0.2.7", userAgent: "test", requestId: null };
const inputFor = (more: object) =>
  createKeyInput.parse({ name: "Nightly", scopes: ["organization:read"], deliver: "email", ...more });

/** Someone to whom an Admin sends a key of their own. */
async function given() {
  const org = await givenOrganization();
  const [admin, holder] = [await org.member("admin"), await org.member("user", "Hanna Holder")];
  const key = await createKey(admin, inputFor({ memberId: holder.id }));
  return { org, admin, holder, key, token: await mailedSecret(holder.person.email) };
}

describe("a key that is sent by email", () => {
  test("has no secret before its holder opens the link, which shows it once", async () => {
    const { org, admin, holder, key, token } = await given();
    expect(key.secret).toBeNull();
    expect(await findKey(admin, { keyId: key.id })).toMatchObject({ status: "waiting", holderId: holder.id });
    // Scanners open links too.
    for (let i = 0; i < 2; i++)
      expect(await findReveal(holder, { token })).toMatchObject({
        keyName: "Nightly",
        organizationName: org.name,
      });

    const { secret, prefix } = await revealKey(holder, { token });

    expect(await keyActor(secret, request)).toMatchObject({ id: key.id, memberId: holder.id });
    expect(await findKey(admin, { keyId: key.id })).toMatchObject({ status: "live", prefix });
    await expect(revealKey(holder, { token })).rejects.toMatchObject({ code: "gone" });
    await expect(findReveal(holder, { token })).rejects.toMatchObject({ code: "gone" });
    expect((await auditTrail(org.id)).map(({ action }) => action)).toEqual(["key.created", "key.revealed"]);
    expect(JSON.stringify([await auditTrail(org.id), await lettersTo(holder.person.email)])).not.toContain(
      secret,
    );
  });

  test("is opened by nobody else, whatever they may, and their trying spends nothing", async () => {
    const { org, admin, holder, token } = await given();

    for (const other of [admin, org.owner]) {
      await expect(findReveal(other, { token })).rejects.toMatchObject({ code: "forbidden" });
      await expect(revealKey(other, { token })).rejects.toMatchObject({ code: "forbidden" });
    }
    await org.setMember(holder.id, { status: "disabled" });
    await expect(revealKey(holder, { token })).rejects.toMatchObject({ code: "forbidden" });
    await org.setMember(holder.id, { status: "active" });

    await expect(revealKey(holder, { token })).resolves.toBeDefined();
  });

  test("waits 24 hours, and then needs another link; one that was revoked meanwhile opens no more", async () => {
    const { admin, holder, key, token } = await given();
    shiftClock(day - minute);
    await expect(findReveal(holder, { token })).resolves.toBeDefined();
    shiftClock(day);
    await expect(findReveal(holder, { token })).rejects.toMatchObject({ code: "gone" });
    await expect(revealKey(holder, { token })).rejects.toMatchObject({ code: "gone" });

    await sendRevealLink(admin, { keyId: key.id });
    const again = await mailedSecret(holder.person.email);
    await sendRevealLink(admin, { keyId: key.id });
    const last = await mailedSecret(holder.person.email);

    await expect(revealKey(holder, { token: again })).rejects.toMatchObject({ code: "gone" });
    await revokeKey(admin, { keyId: key.id });
    await expect(revealKey(holder, { token: last })).rejects.toMatchObject({ code: "gone" });
    await expect(sendRevealLink(admin, { keyId: key.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("is sent again five times an hour at most, and never once it was opened", async () => {
    const { admin, holder, key } = await given();
    for (let nth = 2; nth <= 5; nth++) await sendRevealLink(admin, { keyId: key.id });

    await expect(sendRevealLink(admin, { keyId: key.id })).rejects.toMatchObject({ code: "rate-limited" });
    shiftClock(hour);
    await sendRevealLink(admin, { keyId: key.id });
    await revealKey(holder, { token: await mailedSecret(holder.person.email) });

    await expect(sendRevealLink(admin, { keyId: key.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("opens no more once its sender could not send it: who was demoted, and a key that was revoked", async () => {
    const org = await givenOrganization();
    const [admin, holder] = [await org.member("admin"), await org.member("user")];
    const leaked = await org.key(["keys:write", "organization:read", "organization:write"]);
    const organizations = inputFor({ kind: "organization", scopes: ["organization:write"] });
    const { id: keyId } = await createKey(admin, organizations);
    await createKey(leaked, { ...organizations, recipientId: org.owner.id });
    await createKey(admin, inputFor({ memberId: holder.id }));
    const links = [
      { reader: admin, token: await mailedSecret(admin.person.email) },
      { reader: org.owner, token: await mailedSecret(org.owner.person.email) },
      { reader: holder, token: await mailedSecret(holder.person.email) },
    ];
    for (const { reader, token } of links) await expect(findReveal(reader, { token })).resolves.toBeDefined();

    await org.setMember(admin.id, { role: "user" });
    await revokeKey(org.owner, { keyId: leaked.id });

    for (const { reader, token } of links) {
      const now = await org.again(reader);
      await expect(findReveal(now, { token })).rejects.toMatchObject({ code: "gone" });
      await expect(revealKey(now, { token })).rejects.toMatchObject({ code: "gone" });
    }
    // The key waits on, and whoever may send it sends it anew.
    await sendRevealLink(org.owner, { keyId, recipientId: org.owner.id });
    const token = await mailedSecret(org.owner.person.email);
    await expect(revealKey(org.owner, { token })).resolves.toBeDefined();
  });

  test("is revoked with its holder's going, even where their keys are handed over", async () => {
    const { org, holder, key, token } = await given();

    await removeMember(org.owner, { memberId: holder.id, confirm: holder.person.email, keys: "hand-over" });
    await restoreMember(org.owner, { memberId: holder.id });

    const back = await org.again(holder);
    await expect(findReveal(back, { token })).rejects.toMatchObject({ code: "gone" });
    await expect(revealKey(back, { token })).rejects.toMatchObject({ code: "gone" });
    await expect(findKey(org.owner, { keyId: key.id })).rejects.toMatchObject({ code: "not-found" });
    expect((await auditTrail(org.id)).map(({ action }) => action)).toEqual([
      "key.created",
      "key.revoked",
      "member.removed",
      "member.restored",
    ]);
  });

  test("asks for a recent proof where it changes things", async () => {
    const org = await givenOrganization();
    await createKey(org.owner, inputFor({ kind: "organization", scopes: ["members:write"] }));
    const token = await mailedSecret(org.owner.person.email);
    const stale = { ...org.owner, factorAt: new Date(Date.now() - 11 * minute) };

    await expect(revealKey(stale, { token })).rejects.toMatchObject({ code: "step-up-required" });
    await expect(revealKey(org.owner, { token })).resolves.toBeDefined();
  });

  test("goes, if it is the organization's, to the member who is named, and to no machine", async () => {
    const org = await givenOrganization();
    const robot = await createApiOnlyMember(org.owner, { name: "Robot", role: "user", groupIds: [] });
    const [named, key] = [await org.member("user"), await org.key(["keys:write", "organization:read"])];
    const organizations = (more: object) => inputFor({ kind: "organization", ...more });

    await createKey(key, organizations({ recipientId: named.id }));
    const { name } = await revealKey(named, { token: await mailedSecret(named.person.email) });

    expect(name).toBe("Nightly");
    // Sent again it goes to whoever had it last, and to whoever sends it where they are gone.
    const sent = await createKey(org.owner, organizations({ recipientId: named.id }));
    expect(await sendRevealLink(org.owner, { keyId: sent.id })).toMatchObject({ sentTo: named.name });
    await org.setMember(named.id, { status: "disabled" });
    expect(await sendRevealLink(org.owner, { keyId: sent.id })).toMatchObject({ sentTo: org.owner.name });
    await org.setMember(named.id, { status: "active" });
    for (const unfit of [organizations({}), organizations({ recipientId: robot.id })])
      await expect(createKey(key, unfit)).rejects.toMatchObject({ fields: [{ field: "recipientId" }] });
    await expect(createKey(org.owner, inputFor({ memberId: robot.id }))).rejects.toMatchObject({
      code: "invalid",
    });
    const shown = { ...inputFor({ memberId: named.id }), deliver: "show" } as const;
    await expect(createKey(org.owner, shown)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("that is opened twice at once has one secret", async () => {
    const org = await givenOrganization();
    for (let round = 0; round < 50; round++) {
      const { token } = await givenWaitingKey(org, org.owner);

      const opened = await Promise.allSettled([
        revealKey(org.owner, { token }),
        revealKey(org.owner, { token }),
      ]);

      const secrets = opened.flatMap((one) => (one.status === "fulfilled" ? one.value.secret : []));
      expect(secrets).toHaveLength(1);
      await expect(keyActor(secrets[0] ?? "", request)).resolves.toBeDefined();
    }
  }, 60_000);
});
