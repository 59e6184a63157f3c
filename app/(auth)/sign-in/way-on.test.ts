import { describe, expect, test } from "vitest";
import { wantedPath, wayOn } from "./way-on";

describe("the way on from signing in", () => {
  test("leads to the page that was wanted, and by the second factor where one is asked for", () => {
    const wanted = wantedPath("/orgs/acme/members?q=ada");

    expect(wayOn(false, wanted)).toBe("/orgs/acme/members?q=ada");
    expect(wayOn(true, wanted)).toBe("/sign-in/two-factor?callbackUrl=%2Forgs%2Facme%2Fmembers%3Fq%3Dada");
  });

  test("does not lead back to the second factor of a sign-in that took too long", () => {
    const again = wantedPath("/sign-in/two-factor?callbackUrl=%2Forgs%2Facme");

    expect(again).toBe("/orgs/acme");
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/sign-in/two-factor?callbackUrl=%2F%2Fevil.example",
    "/sign-in/two-factor?callbackUrl=https%3A%2F%2Fevil.example",
    "/sign-in/two-factor",
    undefined,
    ["/orgs", "/orgs"],
  ])("leads home instead of to %j", (wanted) => {
    expect(wantedPath(wanted)).toBe("/");
  });
});
