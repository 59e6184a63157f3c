import { expect, test } from "vitest";
import { dayAfter, momentOf, startOfDay, wallDay, wallTime } from "./wall-clock";

test.each([
  ["UTC", "2026-11-30T09:00", "2026-11-30T09:00:00.000Z"],
  ["Europe/Amsterdam", "2026-11-30T09:00", "2026-11-30T08:00:00.000Z"],
  ["Europe/Amsterdam", "2026-07-01T00:30", "2026-06-30T22:30:00.000Z"],
  ["Asia/Kolkata", "2026-11-30T09:00:05", "2026-11-30T03:30:05.000Z"],
  ["America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00.000Z"],
])("what is typed by the clock of %s is the moment that is meant, there and back", (zone, wall, moment) => {
  const at = momentOf(wall, zone);

  expect(at?.toISOString()).toBe(moment);
  expect(wallTime(at as Date, zone)).toBe(wall);
});

test("the day of a moment is the one in the zone", () => {
  const at = new Date("2026-11-30T23:30:00Z");

  expect([wallDay(at, "UTC"), wallDay(at, "Asia/Tokyo")]).toEqual(["2026-11-30", "2026-12-01"]);
});

test.each([
  ["2026-13-01T00:00", "UTC"],
  ["2026-11-30", "UTC"],
  ["tomorrow", "UTC"],
  ["2026-11-30T09:00", "Atlantis/Centre"],
])("%s in %s is no moment", (wall, zone) => {
  expect(momentOf(wall, zone)).toBeNull();
});

test.each([
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z", 23],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z", 25],
  // The clocks go from 24:00 to 1:00.
  ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00.000Z", 23],
  // They go from 1:00 back to 0:00, which comes twice.
  ["2026-11-01", "America/Havana", "2026-11-01T04:00:00.000Z", 25],
  ["2026-11-22", "Asia/Kathmandu", "2026-11-21T18:15:00.000Z", 24],
])("%s in %s begins at %s and has %i hours", (date, zone, begins, hours) => {
  const [start, end] = [startOfDay(date, zone), startOfDay(dayAfter(date), zone)];

  expect(start.toISOString()).toBe(begins);
  expect((end.getTime() - start.getTime()) / 3_600_000).toBe(hours);
});
