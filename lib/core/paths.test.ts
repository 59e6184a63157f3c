import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localPath } from "./paths";

const origin = "https://console.example.com";

describe("a path to be led to", () => {
  test.each([
    ["/", "/"],
    ["/orgs/acme/members?q=a%20b&role=user#top", "/orgs/acme/members?q=a%20b&role=user#top"],
    ["/orgs/../keys", "/keys"],
    ["/a//b", "/a//b"],
    ["/orgs/münchen", "/orgs/m%C3%BCnchen"],
    ["/?next=https://evil.example", "/?next=https://evil.example"],
  ])("%s is taken as %s", (wanted, path) => {
    expect(localPath(wanted, "/fallback")).toBe(path);
  });

  test.each([
    undefined,
    null,
    1,
    {},
    ["/orgs"],
    "",
    "orgs",
    "?a",
    "https://evil.example",
    "HTTPS://evil.example/",
    "http:evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/orgs\\..\\evil",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\u0000/evil.example",
    "/\u200b/evil.example",
    "/\ud800",
    "/..//evil.example",
    "/.//evil.example",
    "/orgs/..//evil.example",
    "/orgs/../..//evil.example/%2e%2e",
    "/%2e%2e//evil.example",
    "/%2E//evil.example",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "//user@evil.example",
    "@evil.example",
    `/${"a".repeat(2_000)}`,
  ])("%j leads to the fallback", (wanted) => {
    expect(localPath(wanted, "/fallback")).toBe("/fallback");
  });

  test("never leads to another origin, whatever is asked, and stays itself", () => {
    const sly = fc.string({
      unit: fc.constantFrom(
        "/",
        "\\",
        ".",
        "..",
        "%2e",
        "%2f",
        "%5c",
        "@",
        ":",
        "?",
        "#",
        "\t",
        "\n",
        "a",
        "evil.example",
        "https:",
      ),
    });
    fc.assert(
      fc.property(fc.oneof(sly, fc.string(), fc.webUrl()), (wanted) => {
        for (const asked of [wanted, `/${wanted}`]) {
          const path = localPath(asked, "/fallback");
          expect(new URL(path, origin).origin).toBe(origin);
          expect(path).toMatch(/^\/(?!\/)/);
          expect(localPath(path, "/other")).toBe(path);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
