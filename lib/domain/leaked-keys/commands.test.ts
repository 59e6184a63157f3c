import { describe, expect, test } from "vitest";
import { auditTrail, givenOrganization, givenStranger, lettersTo } from "@/db/testing";
import { newApiKey } from "@/lib/auth/api-key";
import { askingLadder } from "@/lib/auth/counters";
import { keyActor } from "@/lib/auth/key-actor";
import { day, minute, now, second, shiftClock } from "@/lib/core/clock";
import { changeKey, createKey, rotateKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { reportLeakedKey } from "./commands";

const request = { ip: "192.0.2.7", userAgent: "test", requestId: null };
const input = createKeyInput.parse({ name: "CI", kind: "organization", scopes: ["logs:read"] });

describe("a key that someone found and reports", () => {
  test("is revoked at once, and those who answer for it are told, once", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const { secret } = await createKey(admin, input);

    const verdicts = [
      await reportLeakedKey(givenStranger(), { secret: secret ?? "" }),
      await reportLeakedKey(givenStranger(), { secret: secret ?? "" }),
    ];

    expect(verdicts).toEqual([{ status: "revoked" }, { status: "revoked" }]);
    await expect(keyActor(secret ?? "", request)).rejects.toMatchObject({ code: "unauthenticated" });
    for (const { person } of [admin, org.owner])
      expect((await lettersTo(person.email)).map(({ template }) => template)).toEqual([
        "key-created",
        "key-leaked",
      ]);
    expect((await auditTrail(org.id)).slice(1)).toMatchObject([
      { action: "key.leaked", actorKind: "key", actorName: "CI" },
    ]);
  });

  test("is told to its maker, and was renewed for as long as it was made for, however often it was changed", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const { id: keyId } = await createKey(admin, { ...input, expiresInDays: 20 });
    for (let nth = 0; nth <= 20; nth++) await changeKey(org.owner, { keyId, name: `CI ${nth}` });
    shiftClock(10 * day);

    const { secret, expiresAt } = await rotateKey(org.owner, { keyId, overlapMinutes: 0 });
    await reportLeakedKey(givenStranger(), { secret });

    expect(Math.round((expiresAt.getTime() - now().getTime()) / day)).toBe(20);
    expect((await lettersTo(admin.person.email)).at(-1)).toMatchObject({ template: "key-leaked" });
  });

  test("ends by the secret before its rotation only as long as that works", async () => {
    const org = await givenOrganization();
    const { id, secret } = await createKey(org.owner, input);
    const fresh = await rotateKey(org.owner, { keyId: id, overlapMinutes: 1 });
    shiftClock(minute + second);

    const late = await reportLeakedKey(givenStranger(), { secret: secret ?? "" });

    expect(late).toEqual({ status: "unknown" });
    await expect(keyActor(fresh.secret, request)).resolves.toBeDefined();
    const last = await rotateKey(org.owner, { keyId: id, overlapMinutes: 1 });
    expect(await reportLeakedKey(givenStranger(), { secret: fresh.secret })).toEqual({ status: "revoked" });
    await expect(keyActor(last.secret, request)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("and is rotated at once works no more, unless the report came for what was dead by then", async () => {
    const org = await givenOrganization();
    for (let round = 0; round < 50; round++) {
      const secret = await org.keySecret(["logs:read"]);
      const { id: keyId } = await keyActor(secret, request);

      const [rotated, reported] = await Promise.allSettled([
        rotateKey(org.owner, { keyId, overlapMinutes: round % 2 ? 60 : 0 }),
        reportLeakedKey(givenStranger(), { secret }),
      ]);

      const verdict = reported.status === "fulfilled" && reported.value.status;
      const fresh = rotated.status === "fulfilled" ? rotated.value.secret : null;
      expect(verdict === "revoked" || (verdict === "unknown" && fresh !== null)).toBe(true);
      await expect(keyActor(secret, request)).rejects.toBeDefined();
      if (fresh && verdict === "revoked") await expect(keyActor(fresh, request)).rejects.toBeDefined();
    }
  }, 60_000);

  test("is looked up for a network 120 times, and then it rests; what is no key is not looked up at all", async () => {
    const stranger = givenStranger();
    const report = (secret: string) => reportLeakedKey(stranger, { secret });
    const nonsense = Array.from({ length: 2 * askingLadder.every }, () => report("stw_nonsense"));
    const strange = Array.from({ length: askingLadder.every }, () => report(newApiKey().secret));
    for (const verdict of await Promise.all([...nonsense, ...strange]))
      expect(verdict).toEqual({ status: "unknown" });

    await expect(report(newApiKey().secret)).rejects.toMatchObject({
      code: "rate-limited",
      retryAfterSeconds: expect.any(Number),
    });
    expect(await reportLeakedKey(givenStranger(), { secret: newApiKey().secret })).toEqual({
      status: "unknown",
    });
  });
});
