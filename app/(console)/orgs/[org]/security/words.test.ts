import { expect, test } from "vitest";
import { plainTimes } from "@/lib/core/format";
import { deedWith, differencesIn, summaryOf } from "./words";

test("a difference reads as a person would say it", () => {
  const before = { requireSecondFactor: false, idleMinutes: null, passwordMaxAgeDays: 90 };
  const after = { requireSecondFactor: true, idleMinutes: 120, passwordMaxAgeDays: null };

  const { fields, networks } = differencesIn(before, after, plainTimes);

  expect(fields.map(({ name, from, to }) => `${name}: ${from} → ${to}`)).toEqual([
    "Second factor for everyone: off → on",
    "Oldest password: 90 days → none",
    "Longest time without activity: none → 2 hours",
  ]);
  expect(networks).toBeNull();
});

test("a list of networks reads as what came and what went, the many counted", () => {
  const added = Array.from({ length: 8 }, (_, i) => `10.0.${i}.0/24`);

  const { networks } = differencesIn(
    { networkList: "a", networks: ["192.0.2.0/24"] },
    { networkList: "b", networks: added },
    plainTimes,
  );

  expect(networks).toBe(
    "added 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24, 10.0.3.0/24, 10.0.4.0/24 and 3 more; removed 192.0.2.0/24",
  );
});

test("a field that nobody has words for is left out, and a change of none says nothing", () => {
  expect(summaryOf({ surprise: 1 }, { surprise: 2 }, plainTimes)).toBe("");
});

test.each([
  [{ members: 0, sessions: 0, keys: 0 }, "Require it"],
  [{ members: 3, sessions: 5, keys: 0 }, "Require it and shut out 3 members"],
  [{ members: 1, sessions: 1, keys: 2 }, "Require it and shut out 1 member and 2 keys"],
  [{ members: 0, sessions: 4, keys: 0 }, "Require it and end 4 sessions"],
  [{ members: 0, sessions: 4, keys: 1 }, "Require it, end 4 sessions, shut out 1 key"],
])("for %j the button says %j", (totals, words) => {
  expect(deedWith("Require it", totals)).toBe(words);
});
