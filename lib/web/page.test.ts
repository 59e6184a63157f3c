import { describe, expect, test } from "vitest";
import { AppError, notFound } from "@/lib/core/errors";
import { auditFilter } from "@/lib/domain/audit/input";
import { memberFilter } from "@/lib/domain/members/input";
import { complaintsIn, filterFrom, page, withParams } from "./page";

describe("a page", () => {
  test("draws what it is given", async () => {
    const drawn = page(async ({ name }: { name: string }) => `Hello ${name}`);

    expect(await drawn({ name: "Ada" })).toBe("Hello Ada");
  });

  test.each([notFound("member"), new AppError("forbidden", "You may not do this.")])(
    "is not found where one may not see it: %s",
    async (refusal) => {
      const refusing = page(async () => {
        throw refusal;
      });

      await expect(refusing({})).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
    },
  );

  test.each([new Error("a bug"), new AppError("unavailable", "Wait.")])(
    "leaves to the error page what is not about rights: %s",
    async (failure) => {
      const failing = page(async () => {
        throw failure;
      });

      await expect(failing({})).rejects.toBe(failure);
    },
  );
});

describe("a filter from the address", () => {
  test("is what fits, with its defaults", () => {
    expect(filterFrom(memberFilter, { q: "ada", role: "", limit: "20" })).toEqual({ q: "ada", limit: 20 });
  });

  test.each([{ role: "king" }, { limit: "1e9" }, { q: ["a", "b"] }, { surprise: "1" }, { q: "\0" }])(
    "begins anew when anything does not fit: %j",
    (search) => {
      expect(filterFrom(memberFilter, search)).toEqual({ limit: 50 });
    },
  );
});

test("what was typed into a filter and does not hold is told, what was made up in the address is not", () => {
  const reversed = { from: "2026-11-30", to: "2026-11-01" };

  expect(complaintsIn(auditFilter, reversed)).toEqual(["The last day is before the first. Turn them round."]);
  expect(complaintsIn(auditFilter, { q: "x".repeat(201), surprise: "1" })).toEqual([
    "A search may have at most 200 characters.",
  ]);
  expect(complaintsIn(auditFilter, { q: "", from: "2026-11-30" })).toEqual([]);
});

describe("the address of the same list", () => {
  test("has one thing changed, another taken away, and everything written for an address", () => {
    const search = { q: "a&b=ü", cursor: "x", role: "user", twice: ["1", "2"] };

    const address = withParams("/orgs/acme/members", search, { cursor: null, role: "admin" });

    expect(address).toBe("/orgs/acme/members?q=a%26b%3D%C3%BC&role=admin");
    expect(withParams("/orgs/acme/members", {}, { cursor: null })).toBe("/orgs/acme/members");
  });
});
