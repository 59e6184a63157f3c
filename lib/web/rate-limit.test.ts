import { afterEach, describe, expect, test } from "vitest";
import { sha256 } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { lookUpKey } from "./rate-limit";

afterEach(() => {
  env().API_RATE_LIMIT = 0;
});

/** A request of a good key: the headers that it is told, how it is refused, if it is, and how often the database was asked. */
async function counted(key: string) {
  const headers: Record<string, string> = {};
  let asked = 0;
  const tell = (name: string, value: string) => {
    headers[name] = value;
  };
  const refusal = await lookUpKey(sha256(key), null, tell, async () => {
    asked += 1;
    return { id: key };
  }).then(
    () => undefined,
    (error) => error,
  );
  return { headers, refusal, asked };
}

test("a key may make so many requests in a minute, hears what is left, and is told how long to wait", async () => {
  env().API_RATE_LIMIT = 3;
  const [key, other] = [newId("key"), newId("key")];

  const [first, ...more] = [await counted(key), await counted(key), await counted(key)];
  const beyond = [await counted(key), await counted(key)];

  const left = [first, ...more, ...beyond].map(({ headers }) => headers.RateLimit?.match(/r=(\d+)/)?.[1]);
  expect(left).toEqual(["2", "1", "0", "0", "0"]);
  expect(first).toMatchObject({ headers: { "RateLimit-Policy": '"default";q=3;w=60' }, asked: 1 });
  expect(first.refusal).toBeUndefined();
  for (const { headers, refusal, asked } of beyond) {
    expect(headers).toMatchObject({ "RateLimit-Policy": '"default";q=3;w=60' });
    expect(refusal).toMatchObject({ code: "rate-limited", status: 429 });
    expect(refusal.retryAfterSeconds).toBeGreaterThan(50);
    expect(asked).toBe(0);
  }
  expect(await counted(other)).toMatchObject({
    headers: { RateLimit: expect.any(String) },
    refusal: undefined,
  });
});

test("a limit of 0 is none, and is not spoken of", async () => {
  const key = newId("key");

  for (let i = 0; i < 10; i++)
    expect(await counted(key)).toEqual({ headers: {}, refusal: undefined, asked: 1 });
});

describe("keys that are looked up for a network", () => {
  const good = sha256("good");
  const away = sha256("away");
  const asked: string[] = [];

  /** Looks a key up as the API does, where one alone is good. */
  const lookUp = (hash: string, ip: string, id = "found") =>
    lookUpKey(
      hash,
      ip,
      () => {},
      async () => {
        asked.push(hash);
        if (hash === away) throw new Error("The database is away.");
        if (hash !== good) throw new AppError("unauthenticated", "No.");
        return { id };
      },
    ).catch(({ code, retryAfterSeconds }) => ({ code, retryAfterSeconds }));

  const strange = (count: number, ip: string) =>
    Promise.all(Array.from({ length: count }, () => lookUp(newId("key"), ip)));

  const refusals = (answers: unknown[], code: string) =>
    answers.filter((answer) => (answer as { code?: string }).code === code).length;

  test("are so many bad ones in a minute, of any number at once", async () => {
    env().API_RATE_LIMIT = 3;
    asked.length = 0;

    const bad = await strange(10, "192.0.2.31");
    const elsewhere = await strange(1, "192.0.2.32");

    expect(refusals(bad, "unauthenticated")).toBe(3);
    expect(refusals(bad, "rate-limited")).toBe(7);
    expect(bad.at(-1)).toMatchObject({ retryAfterSeconds: expect.toSatisfy((s) => s > 50 && s <= 60) });
    expect(refusals(elsewhere, "unauthenticated")).toBe(1);
    expect(asked).toHaveLength(4);
  });

  test("are one network's for all addresses of a /64", async () => {
    env().API_RATE_LIMIT = 3;

    await strange(3, "2001:db8:0:31::1");

    expect(refusals(await strange(1, "2001:db8:0:31::2"), "rate-limited")).toBe(1);
    expect(refusals(await strange(1, "2001:db8:0:32::1"), "unauthenticated")).toBe(1);
  });

  test("are not stopped where they are good by a stranger's bad ones", async () => {
    env().API_RATE_LIMIT = 3;
    const id = newId("key");

    await lookUp(good, "192.0.2.33", id);
    await strange(10, "192.0.2.33");

    expect(await lookUp(good, "192.0.2.33")).toEqual({ id: "found" });
    expect(refusals(await strange(1, "192.0.2.33"), "rate-limited")).toBe(1);
  });

  test("are not bad where the database could not say so", async () => {
    env().API_RATE_LIMIT = 3;

    for (let i = 0; i < 10; i++) expect(await lookUp(away, "192.0.2.35")).toEqual({});

    expect(refusals(await strange(3, "192.0.2.35"), "unauthenticated")).toBe(3);
  });

  test("are without a limit where there is none", async () => {
    expect(refusals(await strange(20, "192.0.2.34"), "unauthenticated")).toBe(20);
  });
});
