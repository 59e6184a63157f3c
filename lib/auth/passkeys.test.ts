import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { passkeys } from "@/db/schema";
import { givenPerson } from "@/db/testing";
import { minute, now, second, shiftClock } from "@/lib/core/clock";
import { newSecret } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import { Authenticator } from "@/tests/authenticator";
import type { Person } from "./actor";
import { newPasskeyInput, passkeyAnswerInput } from "./passkey-input";
import { checkPasskey, passkeyCreation, passkeyRequest, verifyNewPasskey } from "./passkeys";
import { issueToken } from "./tokens";

type Forgery = Parameters<Authenticator["get"]>[1];

const askToMake = (person: Person, boundTo = person.sessionId) =>
  change(pass({}), (tx) =>
    passkeyCreation(tx, boundTo, { id: person.userId, email: person.email, name: person.name }, []),
  );

const askToSignIn = (boundTo: string) => change(pass({}), (tx) => passkeyRequest(tx, boundTo));

/** Registers a device as the domain does, and answers what is kept of it. */
async function register(person: Person, device: Authenticator) {
  const response = newPasskeyInput.parse(device.create(await askToMake(person)));
  const made = await verifyNewPasskey(response, person.sessionId);
  const id = newId("passkey");
  await database()
    .insert(passkeys)
    .values({ id, userId: person.userId, name: "Laptop", ...made, createdAt: now() });
  return id;
}

/** Someone whose passkey is on a device of their own. */
async function givenPasskey(device = new Authenticator()) {
  const person = await givenPerson();
  return { person, device, id: await register(person, device), boundTo: newSecret() };
}

type Given = Awaited<ReturnType<typeof givenPasskey>>;

const rowOf = async ({ id }: { id: string }) =>
  (await database().select().from(passkeys).where(eq(passkeys.id, id)))[0];

const check = (answer: string, boundTo: string) => checkPasskey(passkeyAnswerInput.parse(answer), boundTo);

/** Uses a device to sign in; what is forged is said by `forgery`. */
async function use({ boundTo }: Pick<Given, "boundTo">, device: Authenticator, forgery?: Forgery) {
  return (await check(device.get(await askToSignIn(boundTo), forgery), boundTo)).verdict;
}

/** The JSON of an answer with some of it changed on the way. */
function altered(answer: string, change: (parsed: { id: string; response: Record<string, string> }) => void) {
  const parsed = JSON.parse(answer);
  change(parsed);
  return JSON.stringify(parsed);
}

const forgeries: [what: string, forgery: Forgery][] = [
  ["without the holder having unlocked it", { verified: false }],
  ["for another port", { origin: "http://localhost:3001" }],
  ["for another scheme", { origin: "https://localhost:3000" }],
  ["for a host that begins like ours", { origin: "http://localhost:3000.evil.example" }],
  ["for a host below ours", { origin: "http://evil.localhost:3000" }],
  ["for a path of ours", { origin: "http://localhost:3000/" }],
  ["for another relying party", { rpId: "evil.example" }],
  ["for a relying party below ours", { rpId: "evil.localhost" }],
];

describe("a passkey that is added", () => {
  test("is kept by its credential, its key and its count, once the device answered our challenge", async () => {
    const device = new Authenticator(7);

    const { person, id } = await givenPasskey(device);

    expect(await rowOf({ id })).toMatchObject({
      userId: person.userId,
      credentialId: device.credentialId.toString("base64url"),
      counter: 7,
      transports: ["internal"],
      synced: false,
      clonedAt: null,
    });
  });

  test("is asked for with 256 random bits, a holder who unlocks it, and none of the ones there are", async () => {
    const { person, device } = await givenPasskey();
    const present = [{ credentialId: device.credentialId.toString("base64url"), transports: ["internal"] }];

    const asked = await change(pass({}), (tx) =>
      passkeyCreation(tx, person.sessionId, { id: person.userId, email: person.email, name: "Ada" }, present),
    );

    expect(Buffer.from(asked.challenge, "base64url")).toHaveLength(32);
    expect(asked.rp.id).toBe("localhost");
    expect(asked.authenticatorSelection).toMatchObject({
      userVerification: "required",
      residentKey: "required",
    });
    expect(asked.excludeCredentials?.map(({ id }) => id)).toEqual([present[0]?.credentialId]);
  });

  test.each<[string, Forgery]>([
    ...forgeries,
    ["with what is said at signing in", { type: "webauthn.get" }],
    ["with a challenge of the browser's own making", { challenge: newSecret() }],
  ])("%s is refused", async (_, forgery) => {
    const person = await givenPerson();
    const answer = new Authenticator().create(await askToMake(person), forgery);

    const attempt = verifyNewPasskey(newPasskeyInput.parse(answer), person.sessionId);

    await expect(attempt).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("is refused a second time, after five minutes, after another was asked for, and in another session", async () => {
    const person = await givenPerson();
    const made = async () => newPasskeyInput.parse(new Authenticator().create(await askToMake(person)));
    const refused = { code: "unauthenticated" };

    const twice = await made();
    await verifyNewPasskey(twice, person.sessionId);
    await expect(verifyNewPasskey(twice, person.sessionId)).rejects.toMatchObject(refused);

    const replaced = await made();
    const elsewhere = await made();
    await expect(verifyNewPasskey(replaced, person.sessionId)).rejects.toMatchObject(refused);
    await expect(verifyNewPasskey(elsewhere, newId("session"))).rejects.toMatchObject(refused);

    const late = await made();
    shiftClock(5 * minute + second);
    await expect(verifyNewPasskey(late, person.sessionId)).rejects.toMatchObject(refused);
  });

  test("is refused with a challenge that was given for signing in", async () => {
    const person = await givenPerson();
    const { challenge } = await askToSignIn(person.sessionId);
    const answer = new Authenticator().create({ challenge, user: { id: "" } });

    const attempt = verifyNewPasskey(newPasskeyInput.parse(answer), person.sessionId);

    await expect(attempt).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a passkey's answer", () => {
  test("signs in as its holder, again and again, and its use is noted", async () => {
    const given = await givenPasskey();

    for (let i = 0; i < 3; i++) {
      const answer = given.device.get(await askToSignIn(given.boundTo));
      expect(await check(answer, given.boundTo)).toMatchObject({
        verdict: "right",
        passkey: { id: given.id, userId: given.person.userId },
      });
    }

    expect(await rowOf(given)).toMatchObject({
      counter: given.device.counter,
      lastUsedAt: expect.any(Date),
      clonedAt: null,
    });
  });

  test.each<[string, Forgery]>([
    ...forgeries,
    ["with what is said when a passkey is made", { type: "webauthn.create" }],
  ])("%s is not valid, and neither counts nor flags anything", async (_, forgery) => {
    const given = await givenPasskey();

    expect(await use(given, given.device, forgery)).toBe("invalid-passkey");

    expect(await rowOf(given)).toMatchObject({ counter: 1, lastUsedAt: null, clonedAt: null });
    expect(await use(given, given.device)).toBe("right");
  });

  test("is refused when its challenge is used, late, another browser's, client-made or for making passkeys", async () => {
    const given = await givenPasskey();
    const { boundTo, device, person } = given;
    const refused = { code: "unauthenticated" };

    const used = device.get(await askToSignIn(boundTo));
    await check(used, boundTo);
    await expect(check(used, boundTo), "used").rejects.toMatchObject(refused);
    const elsewhere = device.get(await askToSignIn(boundTo));
    await expect(check(elsewhere, newSecret()), "elsewhere").rejects.toMatchObject(refused);
    for (const challenge of [newSecret(), "", boundTo])
      await expect(check(device.get({ challenge }), boundTo), challenge).rejects.toMatchObject(refused);
    const making = device.get(await askToMake(person, boundTo));
    await expect(check(making, boundTo), "making").rejects.toMatchObject(refused);
    const late = device.get(await askToSignIn(boundTo));
    shiftClock(5 * minute + second);
    await expect(check(late, boundTo), "late").rejects.toMatchObject(refused);

    expect(await rowOf(given)).toMatchObject({ counter: 2, clonedAt: null });
  });

  test("holds until shortly before its five minutes are over", async () => {
    const given = await givenPasskey();
    const answer = given.device.get(await askToSignIn(given.boundTo));

    shiftClock(5 * minute - 5 * second);

    expect(await check(answer, given.boundTo)).toMatchObject({ verdict: "right" });
  });

  test("is refused with the secret of a link or a ticket for its challenge", async () => {
    const { boundTo, device } = await givenPasskey();

    for (const purpose of ["ticket", "sign-in-link", "invitation"] as const) {
      const challenge = await change(pass({}), (tx) => issueToken(tx, purpose, boundTo));
      await expect(check(device.get({ challenge }), boundTo)).rejects.toMatchObject({
        code: "unauthenticated",
      });
    }
  });

  test("is good once also when it is sent 20 times at once", async () => {
    const given = await givenPasskey();
    const answer = given.device.get(await askToSignIn(given.boundTo));

    const all = await Promise.allSettled(Array.from({ length: 20 }, () => check(answer, given.boundTo)));

    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rowOf(given)).toMatchObject({ counter: 2, clonedAt: null });
  });

  test("signed by another device is not valid, whoever's credential or name it carries", async () => {
    const [ada, eve] = [await givenPasskey(), await givenPasskey()];
    const adas = ada.device.credentialId.toString("base64url");
    const nameOf = ({ person }: Given) => Buffer.from(person.userId).toString("base64url");
    const answer = async () => eve.device.get(await askToSignIn(eve.boundTo));

    const asAdas = altered(await answer(), (said) => {
      Object.assign(said, { id: adas, rawId: adas });
      said.response.userHandle = nameOf(ada);
    });
    const asAda = altered(await answer(), ({ response }) => {
      response.userHandle = nameOf(ada);
    });

    expect(await check(asAdas, eve.boundTo)).toMatchObject({ verdict: "invalid-passkey" });
    expect(await check(asAda, eve.boundTo)).toMatchObject({ verdict: "invalid-passkey" });
    expect(await rowOf(ada)).toMatchObject({ counter: 1, clonedAt: null });
  });

  test("with a bit changed in what it signed, or in its signature, is not valid", async () => {
    const given = await givenPasskey();

    for (const [field, at] of [
      ["authenticatorData", 32],
      ["authenticatorData", 36],
      ["signature", 20],
    ] as const) {
      const changed = altered(given.device.get(await askToSignIn(given.boundTo)), ({ response }) => {
        const bytes = Buffer.from(response[field] as string, "base64url");
        bytes[at] = (bytes[at] ?? 0) ^ 0x10;
        response[field] = bytes.toString("base64url");
      });
      expect(await check(changed, given.boundTo), `${field} ${at}`).toMatchObject({
        verdict: "invalid-passkey",
      });
    }
    expect(await rowOf(given)).toMatchObject({ counter: 1, clonedAt: null });
  });

  test("of a credential that nobody added, or that was removed, is unknown", async () => {
    const given = await givenPasskey();
    await database().delete(passkeys).where(eq(passkeys.id, given.id));

    expect(await use(given, given.device)).toBe("unknown-passkey");
  });
});
