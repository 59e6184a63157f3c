import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError, invalidField } from "@/lib/core/errors";
import { toAppError } from "./failure";

describe("whatever is thrown", () => {
  test("becomes itself when it is a refusal", () => {
    const refusal = invalidField("name", "Choose another.");

    expect(toAppError(refusal)).toBe(refusal);
  });

  test("becomes a refusal of each field when the input does not fit", () => {
    const { error } = z
      .strictObject({ name: z.string(), tags: z.array(z.int()) })
      .safeParse({ tags: [1, "x"], surprise: 1, more: 2 });

    expect(toAppError(error)).toMatchObject({
      code: "invalid",
      status: 422,
      fields: [{ field: "name" }, { field: "tags.1" }, { field: "surprise" }, { field: "more" }],
    });
  });

  test.each(["ECONNREFUSED", "ECONNRESET", "CONNECT_TIMEOUT", "CONNECTION_ENDED", "53300", "57P01"])(
    "becomes a wait of some seconds when the database is away, however deep it says so: %s",
    (code) => {
      const away = Object.assign(new Error("connection lost to 10.0.0.5"), { code });

      for (const error of [away, new Error("Failed query", { cause: away })]) {
        const refusal = toAppError(error);
        expect(refusal).toMatchObject({ code: "unavailable", status: 503, retryAfterSeconds: 5 });
        expect(refusal.message).not.toContain("10.0.0.5");
      }
    },
  );

  test.each([
    new Error("select secret from users"),
    Object.assign(new Error("duplicate key value"), { code: "23505" }),
    new TypeError("x is not a function"),
    "a text",
    null,
    undefined,
  ])("becomes a bug that tells nothing of itself: %s", (thrown) => {
    const refusal = toAppError(thrown);

    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "internal", status: 500, fields: [] });
    expect(refusal.message).toBe("Something went wrong on our side. Nothing was changed.");
  });
});
