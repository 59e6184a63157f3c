import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { authenticators, passkeys } from "@/db/schema";
import { auditTrail, givenPerson, givenSession, lettersTo } from "@/db/testing";
import type { Person } from "@/lib/auth/actor";
import { newPasskeyInput } from "@/lib/auth/passkey-input";
import { spendRecoveryCode } from "@/lib/auth/recovery-codes";
import { findSession, startSession } from "@/lib/auth/sessions";
import { checkTotp, openTotp } from "@/lib/auth/totp";
import { minute, now, second, shiftClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recoveryCodeInput } from "@/lib/core/input";
import { Authenticator } from "@/tests/authenticator";
import { codeOf } from "@/tests/oathtool";
import {
  addPasskey,
  confirmAuthenticator,
  makeRecoveryCodes,
  removePasskey,
  renamePasskey,
  startAuthenticator,
  startPasskey,
} from "./commands";
import { listFactors } from "./queries";
import { mostPasskeys } from "./rules";

const otherSessions = "keep";

/** The person that a cookie makes, as the next request finds them. */
async function personOf({ id, secret }: { id: string; secret: string }, { request }: Person) {
  const found = await findSession(id, secret, request);
  if (found?.kind !== "person") throw new Error("The test's session is no person's.");
  return found;
}

async function signedIn(): Promise<Person> {
  const person = await givenPerson();
  return personOf(await givenSession(person), person);
}

/** The person after a command, in the session that its ticket gave. */
const after = async (who: Person, { ticket }: { ticket: string }) =>
  personOf(await startSession(ticket, who.request), who);

/** Sets an authenticator app up from its beginning to its end. */
async function enrol(who: Person) {
  const { authenticatorId, secret } = await startAuthenticator(who, {});
  const done = await confirmAuthenticator(who, { authenticatorId, code: codeOf(secret), otherSessions });
  return { authenticatorId, secret, recoveryCodes: done.recoveryCodes, who: await after(who, done) };
}

const made = async (who: Person, device: Authenticator) =>
  newPasskeyInput.parse(device.create(await startPasskey(who, {})));

async function addDevice(who: Person, name: string, device = new Authenticator()) {
  const added = await addPasskey(who, { name, response: await made(who, device), otherSessions });
  return { ...added, who: await after(who, added) };
}

const heldBy = ({ userId }: Person) =>
  database().select().from(authenticators).where(eq(authenticators.userId, userId));

const changesTold = async ({ email }: Person) =>
  (await lettersTo(email)).map(({ props }) => ("what" in props ? [props.what, props.detail] : []));

const deedsOf = async ({ userId }: Person) => (await auditTrail(userId)).map(({ action }) => action);

describe("setting up an authenticator app", () => {
  test("shows a secret once, and a code of it switches the app on, with ten recovery codes and a letter", async () => {
    const who = await signedIn();
    const { authenticatorId, secret, uri, qr } = await startAuthenticator(who, {});
    expect(secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(new URL(uri).searchParams.get("secret")).toBe(secret.replaceAll(" ", ""));
    expect(qr).toMatch(/^<svg/);
    expect(await listFactors(who)).toMatchObject({ authenticator: null, recoveryCodes: null });

    const code = codeOf(secret);
    const { recoveryCodes } = await confirmAuthenticator(who, { authenticatorId, code, otherSessions });

    expect(recoveryCodes).toHaveLength(10);
    expect(await listFactors(who)).toMatchObject({
      authenticator: { createdAt: expect.any(Date) },
      recoveryCodes: { remaining: 10 },
    });
    expect(await changesTold(who)).toEqual([["authenticator-added", null]]);
    expect(await deedsOf(who)).toEqual(["factor.authenticator_added"]);
    const told = JSON.stringify([await auditTrail(who.userId), await lettersTo(who.email)]);
    for (const kept of [secret.replaceAll(" ", ""), code, ...(recoveryCodes ?? [])])
      expect(told).not.toContain(kept);
    expect(await checkTotp(who.userId, code)).toBe("code-used");
  });

  test("twice leaves the second set-up alone: no code of the first confirms anything", async () => {
    const who = await signedIn();
    const first = await startAuthenticator(who, {});
    const latest = await startAuthenticator(who, {});
    const confirm = ({ authenticatorId }: typeof first, { secret }: typeof first) =>
      confirmAuthenticator(who, { authenticatorId, code: codeOf(secret), otherSessions });

    await expect(confirm(first, first)).rejects.toMatchObject({ code: "conflict" });
    await expect(confirm(first, latest)).rejects.toMatchObject({ code: "conflict" });
    await expect(confirm(latest, first)).rejects.toMatchObject({ fields: [{ field: "code" }] });

    await expect(confirm(latest, latest)).resolves.toHaveProperty("ticket");
    expect(await heldBy(who)).toHaveLength(1);
  });

  test("that another person began cannot be confirmed, nor guessed at", async () => {
    const [ada, eve] = [await signedIn(), await signedIn()];
    const { authenticatorId, secret } = await startAuthenticator(ada, {});
    await startAuthenticator(eve, {});

    const input = { authenticatorId, code: codeOf(secret), otherSessions } as const;
    await expect(confirmAuthenticator(eve, input)).rejects.toMatchObject({ code: "conflict" });

    expect((await heldBy(ada)).map(({ confirmedAt }) => confirmedAt)).toEqual([null]);
    await expect(confirmAuthenticator(ada, input)).resolves.toHaveProperty("ticket");
  });

  test.each([
    ["still holds shortly before 15 minutes are over", 15 * minute - 10 * second, "done"],
    ["is no longer valid after them", 15 * minute + second, "conflict"],
  ])("%s", async (_, waitedMs, outcome) => {
    const who = await signedIn();
    const { authenticatorId, secret } = await startAuthenticator(who, {});
    shiftClock(waitedMs);

    const fresh = { ...who, factorAt: now() };
    const attempt = confirmAuthenticator(fresh, { authenticatorId, code: codeOf(secret), otherSessions });

    expect(
      await attempt.then(
        () => "done",
        (error) => error.code,
      ),
    ).toBe(outcome);
  });

  test("rests after ten wrong codes, the right one too", async () => {
    const who = await signedIn();
    const { authenticatorId, secret } = await startAuthenticator(who, {});
    const confirm = (code: string) => confirmAuthenticator(who, { authenticatorId, code, otherSessions });
    const wrong = codeOf(secret, 3_600);

    for (let i = 0; i < 10; i++) await expect(confirm(wrong)).rejects.toMatchObject({ code: "invalid" });

    await expect(confirm(codeOf(secret))).rejects.toMatchObject({
      fields: [{ message: expect.stringContaining("Wait 15 minutes") }],
    });
    expect(await listFactors(who)).toMatchObject({ authenticator: null });
  });

  test("is done once, of 20 times at once", async () => {
    const who = await signedIn();
    const { authenticatorId, secret } = await startAuthenticator(who, {});
    const input = { authenticatorId, code: codeOf(secret), otherSessions } as const;

    const all = await Promise.allSettled(Array.from({ length: 20 }, () => confirmAuthenticator(who, input)));

    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await changesTold(who)).toHaveLength(1);
  });

  test("in place of another keeps exactly one, the other until then, and the recovery codes", async () => {
    const first = await enrol(await signedIn());
    const { authenticatorId, secret } = await startAuthenticator(first.who, {});
    shiftClock(30 * second);
    expect(await checkTotp(first.who.userId, codeOf(first.secret))).toBe("right");

    const input = { authenticatorId, code: codeOf(secret), otherSessions } as const;
    const { recoveryCodes } = await confirmAuthenticator(first.who, input);

    expect(recoveryCodes).toBeNull();
    const held = await heldBy(first.who);
    expect(held.map(({ id }) => id)).toEqual([authenticatorId]);
    expect(held.map(openTotp)).toEqual([secret.replaceAll(" ", "")]);
    shiftClock(60 * second);
    expect(await checkTotp(first.who.userId, codeOf(first.secret))).toBe("wrong-code");
    expect(await checkTotp(first.who.userId, codeOf(secret))).toBe("right");
    const [code = ""] = first.recoveryCodes ?? [];
    expect(await spendRecoveryCode(first.who.userId, recoveryCodeInput.parse(code))).toMatchObject({
      verdict: "right",
    });
  });
});

describe("a passkey", () => {
  test("comes with recovery codes when it is the first factor, and with a letter that names it always", async () => {
    const first = await addDevice(await signedIn(), "Laptop");
    const next = await addDevice(first.who, "Phone");
    const last = await enrol(next.who);

    expect(first.recoveryCodes).toHaveLength(10);
    expect([next.recoveryCodes, last.recoveryCodes]).toEqual([null, null]);
    expect(await changesTold(last.who)).toEqual([
      ["passkey-added", "Laptop"],
      ["passkey-added", "Phone"],
      ["authenticator-added", null],
    ]);
    expect((await listFactors(last.who)).passkeys.map(({ name }) => name)).toEqual(["Laptop", "Phone"]);
  });

  test("is registered once, whoever tries", async () => {
    const device = new Authenticator();
    const [ada, eve] = [await signedIn(), await signedIn()];
    const added = await addDevice(ada, "Laptop", device);

    for (const who of [added.who, eve])
      await expect(addDevice(who, "Laptop", device)).rejects.toMatchObject({ code: "conflict" });

    expect(await listFactors(eve)).toMatchObject({ passkeys: [], recoveryCodes: null });
  });

  test("is asked for without those that the account has", async () => {
    const device = new Authenticator();
    const { who } = await addDevice(await signedIn(), "Laptop", device);

    const { excludeCredentials } = await startPasskey(who, {});

    expect(excludeCredentials?.map(({ id }) => id)).toEqual([device.credentialId.toString("base64url")]);
  });

  test("is one of at most twenty", async () => {
    const who = await signedIn();
    const rows = Array.from({ length: mostPasskeys }, () => newId("passkey")).map((id) => ({
      ...{ id, userId: who.userId, credentialId: id, publicKey: "none", counter: 0 },
      ...{ synced: false, name: "Old", createdAt: now() },
    }));
    await database().insert(passkeys).values(rows);

    await expect(addDevice(who, "Laptop")).rejects.toMatchObject({ code: "conflict" });
  });

  test("is named and removed by its holder alone", async () => {
    const [ada, eve] = [await addDevice(await signedIn(), "Laptop"), await addDevice(await signedIn(), "PC")];
    const mine = and(eq(passkeys.id, ada.id), eq(passkeys.userId, ada.who.userId));

    const input = { passkeyId: ada.id, name: "Eve's", otherSessions } as const;
    await expect(renamePasskey(eve.who, input)).rejects.toMatchObject({ code: "not-found" });
    await expect(removePasskey(eve.who, input)).rejects.toMatchObject({ code: "not-found" });
    expect(await listFactors(eve.who)).toMatchObject({ recoveryCodes: { remaining: 10 } });
    expect(await database().select().from(passkeys).where(mine)).toMatchObject([{ name: "Laptop" }]);

    await renamePasskey(ada.who, { passkeyId: ada.id, name: "Work laptop" });
    const { name } = await removePasskey(ada.who, { passkeyId: ada.id, otherSessions });

    expect(name).toBe("Work laptop");
    expect(await database().select().from(passkeys).where(mine)).toEqual([]);
    expect((await changesTold(ada.who)).at(-1)).toEqual(["passkey-removed", "Work laptop"]);
  });
});

describe("new recovery codes", () => {
  test("kill the old ones, and are mailed about but not mailed", async () => {
    const { who, recoveryCodes: old } = await enrol(await signedIn());

    const { recoveryCodes } = await makeRecoveryCodes(who, {});

    const spend = (code = "") => spendRecoveryCode(who.userId, recoveryCodeInput.parse(code));
    expect(await spend(old?.[0])).toMatchObject({ verdict: "wrong-code" });
    expect(await spend(recoveryCodes[0])).toMatchObject({ verdict: "right" });
    expect((await changesTold(who)).at(-1)).toEqual(["recovery-codes-made", null]);
    const told = JSON.stringify([await auditTrail(who.userId), await lettersTo(who.email)]);
    for (const code of recoveryCodes) expect(told).not.toContain(code);
  });

  test("are not made for an account without a second factor", async () => {
    const who = await signedIn();
    await startAuthenticator(who, {});

    await expect(makeRecoveryCodes(who, {})).rejects.toMatchObject({ code: "conflict" });

    expect(await listFactors(who)).toMatchObject({ recoveryCodes: null });
  });
});
