import { hour, now } from "@/lib/core/clock";

export type ZoneOption = { value: string; label: string };

/** `UTC+05:30`, as it is in the zone at that moment. */
function offsetOf(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return offset.replace("GMT", "UTC").replace("+00:00", "");
}

/** The city first, since that is what people look for and what a list leads to by its first letters. */
function labelOf(zone: string, at: Date): string {
  const [city, ...areas] = zone.replaceAll("_", " ").split("/").reverse();
  return `${city}, ${areas.join(", ")} – ${offsetOf(zone, at)}`;
}

let made: { inHour: number; options: ZoneOption[] } | undefined;

/** Every time zone by its city, UTC first. Made once an hour, as offsets change and asking for all takes a while. */
export function timeZoneOptions(): ZoneOption[] {
  const at = now();
  const inHour = Math.floor(at.getTime() / hour);
  if (made?.inHour !== inHour) {
    const zones = Intl.supportedValuesOf("timeZone")
      .filter((zone) => zone.includes("/"))
      .map((zone) => ({ value: zone, label: labelOf(zone, at) }))
      .sort((one, other) => one.label.localeCompare(other.label, "en"));
    made = { inHour, options: [{ value: "UTC", label: "UTC" }, ...zones] };
  }
  return made.options;
}
