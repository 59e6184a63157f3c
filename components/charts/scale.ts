/** The number an axis ends with: the next of 2, 4, 10, 20, 40, 100 …, whose half is a whole number too. */
export function axisTop(most: number): number {
  let power = 1;
  while (power * 10 < most) power *= 10;
  const found = [2, 4, 6, 8, 10].find((factor) => factor * power >= most);
  return (found ?? 10) * power;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** `14 Mar` for `2026-03-14`. */
export function dayLabel(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}
