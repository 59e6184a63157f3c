import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { newCode, newSecret, open, sameText, seal } from "./crypto";
import { env } from "./env";

const first = Buffer.alloc(32, 7);
const second = Buffer.alloc(32, 8);

/** Runs this process with these encryption keys, as a restart with another ENCRYPTION_KEY would. */
function withKeys(...keys: Buffer[]): void {
  env().ENCRYPTION_KEY = keys as ReturnType<typeof env>["ENCRYPTION_KEY"];
}

afterEach(() => withKeys(first));

/** The parts of a sealed text, and how to put them together again. */
function partsOf(sealed: string) {
  const [id = "", ...rest] = sealed.split(".");
  const [nonce, tag, body] = rest.map((part) => Buffer.from(part, "base64url")) as [Buffer, Buffer, Buffer];
  return { id, nonce, tag, body };
}
const joined = ({ id, nonce, tag, body }: ReturnType<typeof partsOf>) =>
  [id, ...[nonce, tag, body].map((part) => part.toString("base64url"))].join(".");

describe("a sealed text", () => {
  test("opens to itself, whatever it says, and shows nothing of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (plain, context) => {
        const sealed = seal(plain, context);
        expect(open(sealed, context)).toBe(plain);
        if (plain.length > 3) expect(sealed).not.toContain(plain);
      }),
    );
  });

  test("is another each time", () => {
    expect(new Set(Array.from({ length: 100 }, () => seal("the same", "mail"))).size).toBe(100);
  });

  test("does not open in another context", () => {
    for (const context of ["", "Mail", "mail ", "totp"])
      expect(() => open(seal("plain", "mail"), context), context).toThrow();
  });

  test("does not open when a bit of any part is flipped", () => {
    const parts = partsOf(seal("plain", "mail"));

    for (const name of ["nonce", "tag", "body"] as const)
      for (let bit = 0; bit < parts[name].length * 8; bit++) {
        const flipped = Buffer.from(parts[name]);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => open(joined({ ...parts, [name]: flipped }), "mail"), `${name} ${bit}`).toThrow();
      }
  });

  test("does not open when any part is cut, the tag above all", () => {
    const parts = partsOf(seal("plain", "mail"));

    for (const name of ["nonce", "tag", "body"] as const)
      for (let length = 0; length < parts[name].length; length++) {
        const cut = parts[name].subarray(0, length);
        expect(() => open(joined({ ...parts, [name]: cut }), "mail"), `${name} ${length}`).toThrow();
      }
  });

  test("does not open when it is no sealed text", () => {
    for (const text of ["", ".", "...", "plain", seal("plain", "mail").split(".").slice(1).join(".")])
      expect(() => open(text, "mail"), text).toThrow();
  });

  test("opens with an older key that is kept behind a new one, and not once that is gone", () => {
    const old = seal("plain", "mail");

    withKeys(second, first);
    expect(open(old, "mail")).toBe("plain");
    const fresh = seal("plain", "mail");
    withKeys(second);
    expect(open(fresh, "mail")).toBe("plain");
    expect(() => open(old, "mail")).toThrow("No configured key opens this value");
  });
});

describe("secrets", () => {
  test("have 256 bits in characters that an address can hold, each another", () => {
    const made = Array.from({ length: 200 }, newSecret);

    for (const secret of made) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(new Set(made).size).toBe(200);
  });

  test("codes have their digits, zeros in front too", () => {
    const codes = Array.from({ length: 3_000 }, () => newCode(2));

    for (const code of codes) expect(code).toMatch(/^\d\d$/);
    expect(codes.some((code) => code.startsWith("0"))).toBe(true);
    expect(new Set(codes).size).toBe(100);
  });

  test("compare as texts do, of whatever lengths", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(sameText(a, b)).toBe(a === b);
        expect(sameText(a, a)).toBe(true);
      }),
    );
  });
});
