import { describe, expect, test } from "vitest";
import { AppError, notFound } from "@/lib/core/errors";
import { memberFilter } from "@/lib/domain/members/input";
import { filterFrom, page, withParams } from "./page";

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

describe("the address of the same list", () => {
  test("has one thing changed, another taken away, and everything written for an address", () => {
    const search = { q: "a&b=ü", cursor: "x", role: "user", twice: ["1", "2"] };

    const address = withParams("/orgs/acme/members", search, { cursor: null, role: "admin" });

    expect(address).toBe("/orgs/acme/members?q=a%26b%3D%C3%BC&role=admin");
    expect(withParams("/orgs/acme/members", {}, { cursor: null })).toBe("/orgs/acme/members");
  });
});
