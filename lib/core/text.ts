/**
 * The form in which unique names compare: NFKC, case folded, without invisible characters,
 * white space collapsed (Unicode UAX #15, after the advice of PRECIS RFC 8265).
 */
export function foldName(text: string): string {
  const plain = text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  // Case goes there and back, as ẞ becomes ß first and ß then SS. Composed again, since what was
  // taken out may have kept a letter from its accent.
  return plain.toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

/** A URL word from a name: `Müller & Söhne` becomes `muller-sohne`; empty when nothing Latin is left. */
export function slugify(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
}

/** What text may not hold, ends of lines apart: control characters and separators, as a class of characters names them. */
const controls = "\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u2028\\u2029";

/**
 * What one line of text is made of, and what some lines are. The OpenAPI document says so too: without flags, and without
 * classes such as `\p{Cc}`, since not every program that reads it knows them.
 */
export const linePattern = new RegExp(`^[^\\n\\r${controls}]*$`);
export const linesPattern = new RegExp(`^[^${controls}]*$`);

const offTheLine = new RegExp(`[\\n\\r${controls}]+`, "g");

/** A text as one line: what may not stand in one is a space. */
export function onOneLine(text: string): string {
  return text.replace(offTheLine, " ");
}

/** `1 invitation`, `3 invitations`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** How many characters one may search for. */
export const longestSearch = 200;

/** The LIKE pattern that finds a text anywhere; `%` and `_` in it stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
