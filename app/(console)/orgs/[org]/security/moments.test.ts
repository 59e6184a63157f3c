import { expect, test } from "vitest";
import { momentOf, wallDay, wallTime } from "./moments";

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
