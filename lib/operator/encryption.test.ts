import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { authenticators } from "@/db/schema";
import { givenPerson } from "@/db/testing";
import { checkTotp, newTotpSecret, openTotp, sealTotp } from "@/lib/auth/totp";
import { now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { codeOf } from "@/tests/oathtool";
import { rotateEncryption } from "./encryption";

// The first key is that of every other test: what they encrypt meanwhile is encrypted anew for them, if at all.
const firstKey = Buffer.alloc(32, 7);
const olderKey = Buffer.alloc(32, 9);
const lostKey = Buffer.alloc(32, 11);

/** Runs this process with these encryption keys, as a restart with another ENCRYPTION_KEY would. */
function withKeys(...keys: Buffer[]): void {
  env().ENCRYPTION_KEY = keys as ReturnType<typeof env>["ENCRYPTION_KEY"];
}

afterEach(() => withKeys(firstKey));

async function givenSecret(key: Buffer, more: { confirmedAt?: null } = {}) {
  const { userId } = await givenPerson();
  const [id, secret] = [newId("authenticator"), newTotpSecret()];
  withKeys(key);
  const sealedSecret = sealTotp(id, secret);
  await database()
    .insert(authenticators)
    .values({ id, userId, sealedSecret, confirmedAt: now(), createdAt: now(), ...more });
  return { id, userId, secret, sealedSecret };
}

async function rowOf({ id }: { id: string }) {
  const [row] = await database().select().from(authenticators).where(eq(authenticators.id, id));
  if (!row) throw new Error("The test's authenticator is gone.");
  return row;
}

describe("rotating the encryption key", () => {
  test("encrypts anew what an older key holds, so that the older one is not needed any more", async () => {
    const old = [await givenSecret(olderKey), await givenSecret(olderKey, { confirmedAt: null })] as const;
    const fresh = await givenSecret(firstKey);
    withKeys(firstKey, olderKey);

    const done = await rotateEncryption();

    expect(done.renewed).toBeGreaterThanOrEqual(2);
    expect(done.secrets).toBeGreaterThanOrEqual(3);
    withKeys(firstKey);
    for (const given of [...old, fresh]) expect(openTotp(await rowOf(given))).toBe(given.secret);
    expect((await rowOf(fresh)).sealedSecret).toBe(fresh.sealedSecret);
    expect(await checkTotp(old[0].userId, codeOf(old[0].secret))).toBe("right");
  });

  test("again has nothing to do", async () => {
    const old = await givenSecret(olderKey);
    withKeys(firstKey, olderKey);
    await rotateEncryption();
    const before = await rowOf(old);

    await rotateEncryption();

    expect(await rowOf(old)).toEqual(before);
  });

  test("fails loudly where no key opens a secret, and leaves it as it is", async () => {
    const lost = await givenSecret(lostKey);
    withKeys(firstKey, olderKey);

    await expect(rotateEncryption()).rejects.toThrow("No configured key opens this value");

    expect((await rowOf(lost)).sealedSecret).toBe(lost.sealedSecret);
    await database().delete(authenticators).where(eq(authenticators.id, lost.id));
  });

  test("loses no code that is used at the same moment", async () => {
    const old = await givenSecret(olderKey);
    withKeys(firstKey, olderKey);
    const code = codeOf(old.secret);

    const [verdicts] = await Promise.all([
      Promise.all(Array.from({ length: 5 }, () => checkTotp(old.userId, code))),
      rotateEncryption(),
    ]);

    expect(verdicts.filter((verdict) => verdict === "right")).toHaveLength(1);
    expect(await checkTotp(old.userId, code)).toBe("code-used");
    withKeys(firstKey);
    expect(openTotp(await rowOf(old))).toBe(old.secret);
  });
});
