import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { closeDatabase, connect } from "@/db/client";
import { givenOrganization } from "@/db/testing";
import { isWellFormedKey, keyPrefixPattern, newApiKey } from "./api-key";
import { keyActor } from "./key-actor";

const request = { ip: null, userAgent: null, requestId: null };
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

describe("a key's secret", () => {
  test("has the same form and length always, and is never made twice", () => {
    const made = Array.from({ length: 500 }, newApiKey);

    for (const { secret, prefix } of made) {
      expect(secret).toMatch(/^stw_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/);
      expect(prefix).toMatch(keyPrefixPattern);
      expect(secret.startsWith(`${prefix}_`)).toBe(true);
      expect(isWellFormedKey(secret)).toBe(true);
    }
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(500);
  });

  test("is refused with any one character mistyped", () => {
    const { secret } = newApiKey();

    for (let i = 0; i < secret.length; i++) {
      for (const character of `${alphabet}_- `) {
        if (character === secret[i]) continue;
        const mistyped = secret.slice(0, i) + character + secret.slice(i + 1);
        expect(isWellFormedKey(mistyped), mistyped).toBe(false);
      }
    }
  });

  test("is refused with two neighbours swapped, cut anywhere, or with something added", () => {
    const { secret } = newApiKey();

    for (let i = 0; i < secret.length - 1; i++) {
      const swapped = secret.slice(0, i) + secret[i + 1] + secret[i] + secret.slice(i + 2);
      if (swapped !== secret) expect(isWellFormedKey(swapped), swapped).toBe(false);
    }
    for (let length = 0; length < secret.length; length++)
      expect(isWellFormedKey(secret.slice(0, length))).toBe(false);
    for (const added of [
      `${secret}0`,
      `0${secret}`,
      `${secret}\n`,
      ` ${secret}`,
      `${secret} `,
      secret.toUpperCase(),
    ])
      expect(isWellFormedKey(added), JSON.stringify(added)).toBe(false);
  });

  test("is refused when it is no key at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (text) => {
        expect(isWellFormedKey(text)).toBe(false);
        expect(isWellFormedKey(`stw_${text}`)).toBe(false);
      }),
    );
  });
});

describe("with the database away", () => {
  afterEach(() => closeDatabase());

  test("a mistyped key is refused as ever, without asking for it; a well-formed one needs it", async () => {
    const org = await givenOrganization();
    const secret = await org.keySecret(["organization:read"]);
    const mistyped = secret.slice(0, -1) + (secret.endsWith("A") ? "B" : "A");
    await closeDatabase();
    // Nobody listens on the first port.
    const away = connect((process.env.DATABASE_URL as string).replace(/:[0-9]+\//, ":1/"), 1);
    Object.assign(globalThis, { stewardPool: away });

    await expect(keyActor(mistyped, request)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(keyActor(secret, request)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
