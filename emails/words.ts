/** Longer names are cut, so that nobody writes a letter of their own into ours. */
const nameLimit = 100;

// Bidirectional controls and invisible characters can show a reader another text than the one that is there.
// The joiners U+200C and U+200D stay: Persian, Hindi and emoji need them.
const invisible = /[\p{Bidi_Control}\u00ad\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/gu;
const breaksLine = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * What a person typed, as one short line of visible text: no line break can start a mail header
 * (RFC 5322, section 2.2), nothing turns the writing direction, and no scheme or `www.` looks like a link.
 */
export function plainWords(text: string): string {
  const line = text
    .toWellFormed()
    .replace(invisible, "")
    .replace(breaksLine, " ")
    .trim()
    .replaceAll("://", ": //")
    .replace(/www\./gi, "www .");
  const characters = [...line];
  return characters.length > nameLimit ? `${characters.slice(0, nameLimit - 1).join("")}…` : line;
}

/**
 * The same for the body of a letter, where mail programs make a link of every bare domain as well:
 * `evil.example` becomes `evil .example`. A visible space, since what is invisible cannot be explained.
 */
export function unlinkedWords(text: string): string {
  return plainWords(text).replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, " .");
}

/** `1 minute`, `10 minutes`. */
export function lasting(number: number, unit: "minute" | "day" | "time"): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

/** `on 22 November 2026, 14:05 UTC from the address 203.0.113.7`, the latter where it is known. */
export function whenAndWhere(at: string, ip: string | null): string {
  return ip ? `on ${at} from the address ${ip}` : `on ${at}`;
}
