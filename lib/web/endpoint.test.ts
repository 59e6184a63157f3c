import { OpenAPIHono, z } from "@hono/zod-openapi";
import { expect, test } from "vitest";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { type ApiEnv, endpoint } from "./endpoint";

/** What an endpoint comes to that is refused with this code. */
async function outcome(code: ErrorCode, also?: number[]) {
  const app = new OpenAPIHono<ApiEnv>();
  const failures: Error[] = [];
  app.onError((error, c) => {
    failures.push(error);
    return c.body(null, error instanceof AppError ? (error.status as 410) : 500);
  });
  endpoint(
    {
      method: "get",
      path: "/leaf",
      permission: "public",
      id: "getLeaf",
      tag: "Leaf",
      summary: "A leaf",
      description: "A leaf.",
      answer: z.object({}),
      also,
    },
    () => {
      throw new AppError(code, "No.");
    },
  ).mount(app);
  const { status } = await app.request("/leaf");
  return { status, last: failures.at(-1)?.message };
}

test("an answer that an endpoint does not declare is a bug, outside production", async () => {
  expect(await outcome("gone")).toEqual({
    status: 500,
    last: "getLeaf answered 410, which its contract does not name.",
  });
  expect(await outcome("gone", [410])).toEqual({ status: 410, last: "No." });
  expect(await outcome("rate-limited")).toEqual({ status: 429, last: "No." });
});
