import { describe, expect, test } from "vitest";
import { shiftClock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { csvFile, download } from "./download";

const address = "https://console.example.com/orgs/acme/security/sign-ins/export?q=ada&to=2031-05-10";

async function* numbers(until: number, thrown?: Error) {
  for (let nth = 0; nth < until; nth++) yield nth;
  if (thrown) throw thrown;
}

/** The answer to a download of these rows. */
function answer(rows: AsyncIterable<number>): Promise<Response> {
  const get = download(async () => csvFile("numbers-acme", rows, [["Number", (nth) => nth]]));
  return get(new Request(address), {});
}

describe("a download", () => {
  test("is a file with today's date in its name, which nobody keeps on the way", async () => {
    shiftClock(new Date("2031-05-10T23:59:00Z").getTime() - Date.now());

    const response = await answer(numbers(2));

    expect(response.status).toBe(200);
    expect(await response.text()).toBe("Number\r\n0\r\n1\r\n");
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="numbers-acme-2031-05-10.csv"',
      "cache-control": "no-store",
    });
  });

  test("is whole, however long it is", async () => {
    const text = await (await answer(numbers(12_345))).text();

    expect(text.trimEnd().split("\r\n")).toHaveLength(12_346);
  });

  test("reads no further than it is fetched, and stops when it is given up", async () => {
    let [begun, ended] = [0, false];
    async function* endless() {
      try {
        for (;;) yield begun++;
      } finally {
        ended = true;
      }
    }

    const reader = (await answer(endless())).body?.getReader();
    await reader?.read();
    await reader?.cancel();

    expect(begun).toBeLessThan(2_000);
    expect(ended).toBe(true);
  });

  test("breaks off when it fails half-way, so that a part does not pass for the whole", async () => {
    const response = await answer(numbers(700, new AppError("unavailable", "The database is away.")));

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("The database is away.");
  });
});

describe("a download that is refused", () => {
  test("is not found, with the same words, for whoever may not have it and where there is nothing", async () => {
    const refusals = [
      notFound("organization"),
      notFound(undefined, { aboutRights: true }),
      new AppError("forbidden", "You may not do this."),
    ];

    const answers = await Promise.all(refusals.map((refusal) => answer(numbers(0, refusal))));

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(await Promise.all(answers.map((each) => each.text()))).size).toBe(1);
    expect(answers[0]?.headers.get("content-disposition")).toBeNull();
    expect(answers[0]?.headers.get("cache-control")).toBe("no-store");
  });

  test("leads whoever is signed out to its page under the same filter, which leads on to sign in", async () => {
    const get = download(async () => {
      throw new AppError("unauthenticated", "You are signed out.");
    });

    const response = await get(new Request(address), {});

    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/orgs/acme/security/sign-ins?q=ada&to=2031-05-10");
  });

  test("says when to try again while the database is away", async () => {
    const away = new AppError("unavailable", "The database is away.", { retryAfterSeconds: 5 });

    const response = await answer(numbers(0, away));

    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.text()).toBe("The database is away.\n");
  });
});
