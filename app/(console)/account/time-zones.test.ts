import { afterEach, describe, expect, test } from "vitest";
import { shiftClock } from "@/lib/core/clock";
import { profileInput } from "@/lib/domain/users/input";
import { timeZoneOptions } from "./time-zones";

function labelOf(zone: string): string | undefined {
  return timeZoneOptions().find(({ value }) => value === zone)?.label;
}

afterEach(() => shiftClock(0));

describe("the list of time zones", () => {
  test("offers nothing that the form would refuse", () => {
    const refused = timeZoneOptions().filter(
      ({ value }) => !profileInput.safeParse({ name: "Ada", timeZone: value }).success,
    );

    expect(timeZoneOptions().length).toBeGreaterThan(400);
    expect(refused).toEqual([]);
  });

  test("names each by its city first, and begins with UTC", () => {
    expect(timeZoneOptions()[0]).toEqual({ value: "UTC", label: "UTC" });
    expect(labelOf("Asia/Tokyo")).toBe("Tokyo, Asia – UTC+09:00");
    expect(labelOf("America/Argentina/Ushuaia")).toBe("Ushuaia, Argentina, America – UTC-03:00");
    expect(labelOf("Africa/Abidjan")).toBe("Abidjan, Africa – UTC");
  });

  test("tells the offset of the season", () => {
    const at = (date: string) => shiftClock(Date.parse(date) - Date.now());

    at("2027-01-15T12:00:00Z");
    const winter = labelOf("Europe/Berlin");
    at("2027-07-15T12:00:00Z");
    const summer = labelOf("Europe/Berlin");

    expect([winter, summer]).toEqual(["Berlin, Europe – UTC+01:00", "Berlin, Europe – UTC+02:00"]);
  });
});
