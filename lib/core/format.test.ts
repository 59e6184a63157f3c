import { describe, expect, test } from "vitest";
import { formatDate, formatExact, formatRelative, plainTimes } from "./format";

const now = new Date("2026-03-14T12:00:00Z");

describe("a moment told from now", () => {
  test.each([
    ["2026-03-14T11:59:30Z", "just now"],
    ["2026-03-14T12:00:30Z", "just now"],
    ["2026-03-14T11:59:10Z", "1 minute ago"],
    ["2026-03-14T11:01:00Z", "59 minutes ago"],
    ["2026-03-14T09:30:00Z", "2 hours ago"],
    ["2026-03-13T11:00:00Z", "yesterday"],
    ["2026-03-15T13:00:00Z", "tomorrow"],
    ["2026-03-05T12:00:00Z", "last week"],
    ["2026-02-20T12:00:00Z", "3 weeks ago"],
    ["2026-01-01T12:00:00Z", "2 months ago"],
    ["2024-01-01T12:00:00Z", "2 years ago"],
    ["2026-03-14T12:59:40Z", "in 1 hour"],
    ["2026-03-15T10:00:00Z", "in 22 hours"],
    ["2026-03-21T11:59:59Z", "in 7 days"],
    ["2026-04-13T11:59:59Z", "in 30 days"],
    ["2026-06-12T11:59:59Z", "in 3 months"],
    ["2027-03-14T11:59:59Z", "in 12 months"],
    ["2029-03-14T12:00:00Z", "in 3 years"],
  ])("%s reads as %s", (at, words) => {
    expect(formatRelative(new Date(at), now)).toBe(words);
  });
});

describe("an exact moment", () => {
  const moment = new Date("2026-03-03T23:05:09Z");

  test("is written in the zone given, so that the day may be another", () => {
    expect(formatDate(moment)).toBe("3 Mar 2026");
    expect(formatDate(moment, { ...plainTimes, timeZone: "Europe/Berlin" })).toBe("4 Mar 2026");
  });

  test("follows the organization's way of writing dates", () => {
    expect(formatDate(moment, { ...plainTimes, dateFormat: "month-day-year" })).toBe("Mar 3, 2026");
    expect(formatDate(moment, { ...plainTimes, dateFormat: "iso" })).toBe("2026-03-03");
  });

  test("names seconds and zone", () => {
    expect(formatExact(moment)).toBe("3 Mar 2026, 23:05:09 UTC");
    const berlin = { ...plainTimes, timeZone: "Europe/Berlin", dateFormat: "iso" } as const;
    expect(formatExact(moment, berlin)).toMatch(/^2026-03-04, 00:05:09 /);
  });

  test("has hours up to twelve where the organization wants them", () => {
    expect(formatExact(moment, { ...plainTimes, timeFormat: "12-hour" })).toMatch(
      /^3 Mar 2026, 11:05:09 pm UTC$/i,
    );
    const noon = new Date("2026-03-03T12:00:00Z");
    expect(formatExact(noon, { ...plainTimes, timeFormat: "12-hour" })).toMatch(/, 12:00:00 pm UTC$/i);
  });
});
