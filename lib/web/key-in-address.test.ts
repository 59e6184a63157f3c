import { describe, expect, test } from "vitest";
import { newApiKey } from "@/lib/auth/api-key";
import { refuseKeyInUrl, withoutKeys } from "./key-in-address";

const key = newApiKey().secret;
const outcome = (path: string) => {
  try {
    refuseKeyInUrl(`http://localhost:3000${path}`);
    return "let through";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a key in an address", () => {
  test.each([
    ["plain", key],
    ["with encoded underscores", key.replaceAll("_", "%5F")],
    ["encoded twice", key.replaceAll("_", "%255f")],
    ["encoded all over", key.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`)],
    ["in other letters", key.toUpperCase()],
    ["cut", key.slice(0, 20)],
  ])("is refused and struck out of the log where it is written %s", (_, written) => {
    expect(outcome(`/api/v1/keys/${written}`)).toBe("bad-request");
    expect(outcome(`/api/v1/members?q=Bearer+${written}`)).toBe("bad-request");
    expect(withoutKeys(`/keys/${written}/rotate`)).toBe("/keys/[secret]/rotate");
    expect(withoutKeys(`/%ff${written}%2Fx/${written}`)).toBe("/%ff[secret]/[secret]");
  });

  test.each(["/keys/key_01k0", "/orgs/stw_/keys", `/keys/${key.slice(0, 12)}`, "/keys?q=stw_4fXk"])(
    "is not %s, which is left as it is",
    (path) => {
      expect(outcome(path)).toBe("let through");
      expect(withoutKeys(path)).toBe(path);
    },
  );

  test("is none in what only looks like the beginning of one, however long it goes on", () => {
    for (const piece of ["%25", "25", "stw", "stw_%25", "s%25"])
      expect(outcome(`/${piece.repeat(5_000)}`)).toBe("let through");
  });
});
