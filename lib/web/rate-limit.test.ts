import { afterEach, expect, test } from "vitest";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { countRequest } from "./rate-limit";

afterEach(() => {
  env().API_RATE_LIMIT = 0;
});

test("a key may make so many requests in a minute, hears what is left, and is told how long to wait", async () => {
  env().API_RATE_LIMIT = 3;
  const [key, other] = [newId("key"), newId("key")];

  const answers = [await countRequest(key), await countRequest(key), await countRequest(key)];

  expect(answers.map(({ RateLimit }) => RateLimit?.match(/r=(\d+)/)?.[1])).toEqual(["2", "1", "0"]);
  expect(answers[0]).toMatchObject({ "RateLimit-Policy": '"default";q=3;w=60' });
  for (let i = 0; i < 2; i++) {
    const refusal = await countRequest(key).catch((error) => error);
    expect(refusal).toMatchObject({ code: "rate-limited", status: 429 });
    expect(refusal.retryAfterSeconds).toBeGreaterThan(50);
  }
  await expect(countRequest(other)).resolves.toHaveProperty("RateLimit");
});

test("a limit of 0 is none, and is not spoken of", async () => {
  const key = newId("key");

  for (let i = 0; i < 10; i++) expect(await countRequest(key)).toEqual({});
});
