const steps = [1, 1.5, 2, 3, 4, 6, 8, 10];

/** The number an axis ends with: round, not below `most`, and with a whole half for the line in the middle. */
export function axisTop(most: number): number {
  let power = 1;
  while (power * 10 < most) power *= 10;
  const found = steps.map((step) => step * power).find((end) => end >= most && end % 2 === 0);
  return found ?? power * 10;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** `14 Mar` for `2026-03-14`. */
export function dayLabel(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}
