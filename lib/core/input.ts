import { z } from "zod";
import { day, fromNow, now } from "./clock";
import { type IdKind, idPattern, idPrefix } from "./ids";
import { linePattern, linesPattern, longestSearch } from "./text";
import { isMoment } from "./wall-clock";

/** Characters that turn the direction of the text around them, by which one name can be made to look like another. */
const bidirectional = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

/** Characters that Unicode calls letters or symbols and that draw nothing: Hangul fillers and the empty Braille cell. */
const blank = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

const unshowable = (what: string) => `${what} has characters that cannot be shown. Type it anew.`;

/** One line of text from a person: well-formed Unicode without control or direction characters, trimmed. */
export function lineInput(what: string, longest: number, shortest = 1) {
  return z
    .string(`${what} is missing.`)
    .trim()
    .min(shortest, shortest === 1 ? `${what} is missing.` : `${what} needs at least ${shortest} characters.`)
    .max(longest, `${what} may have at most ${longest} characters.`)
    .regex(linePattern, unshowable(what))
    .refine((text) => text.isWellFormed(), unshowable(what))
    .refine(
      (text) => !bidirectional.test(text),
      `${what} has invisible characters that change the direction of text. Remove them.`,
    )
    .refine(
      (text) => shortest === 0 || /[\p{L}\p{N}\p{S}\p{P}]/u.test(text.replace(blank, "")),
      `${what} needs at least one visible character.`,
    );
}

/** What mail programs turn into a link wherever it stands; a bare domain may be a name, and letters take it apart. */
const linkLike = /:\/\/|\bwww\.|\bmailto:/i;

/** For a name that our letters carry: refuses what would be a link in them. */
export function withoutLink(what: string) {
  return z.refine<string>(
    (text) => !linkLike.test(text.normalize("NFKC").replace(blank, "")),
    `${what} holds a link, and letters show it. Leave out “://”, “www.” and “mailto:”.`,
  );
}

/** Some lines of text from a person: as `lineInput`, but lines may end, with whatever sign. */
export function textInput(what: string, longest: number) {
  return (
    z
      .string(`${what} is missing.`)
      .trim()
      // As it is sent, each end of a line may be two characters.
      .max(longest * 2, `${what} may have at most ${longest} characters.`)
      .regex(linesPattern, unshowable(what))
      .transform((text) => text.replace(/\r\n?/g, "\n"))
      .pipe(
        z
          .string()
          .max(longest, `${what} may have at most ${longest} characters.`)
          .refine((text) => text.isWellFormed(), unshowable(what))
          .refine(
            (text) => !bidirectional.test(text),
            `${what} has invisible characters that change the direction of text. Remove them.`,
          ),
      )
  );
}

/** RFC 5321 allows 64 characters before the @ and 254 in all. */
const longestAddress = 254;
const addressPattern =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** One plain email address (RFC 5321 `Mailbox` without quoted strings, comments or literals), in lower case. */
export const emailInput = z
  .string("Enter an email address.")
  .trim()
  .min(1, "Enter an email address.")
  .max(longestAddress, `An email address has at most ${longestAddress} characters.`)
  .regex(addressPattern, "Enter one plain email address, like ada@example.com.")
  // Only now, since lower case would turn signs such as the Kelvin sign into letters that fit.
  .toLowerCase()
  .refine(
    (address) => /\.|@localhost$/.test(address.slice(address.indexOf("@"))),
    "The part after the @ is not complete, like example.com.",
  )
  .refine((address) => address.indexOf("@") <= 64, "The part before the @ has at most 64 characters.");

/** The id of one kind of thing; any other text is refused without asking the database. */
export function idInput(kind: IdKind) {
  return z
    .string()
    .max(30)
    .regex(idPattern(kind), `This is not an id of this kind: it begins with ${idPrefix[kind]}_.`);
}

const unsearchable = "The search has characters that cannot be searched for.";

/** A word to search for. */
export const searchInput = z
  .string()
  .trim()
  .max(longestSearch, `A search may have at most ${longestSearch} characters.`)
  .regex(linePattern, unsearchable)
  .refine((text) => text.isWellFormed(), unsearchable)
  .describe("Only rows that hold this text, whatever its case.");

/** How many rows a page has. */
export const limitInput = z.coerce
  .number("limit is a whole number from 1 to 100.")
  .int("limit is a whole number from 1 to 100.")
  .min(1, "limit is a whole number from 1 to 100.")
  .max(100, "limit is a whole number from 1 to 100.")
  .default(50)
  .describe("How many rows a page has at most.")
  .meta({ format: "int32" });

/** A day, as `2026-03-14`. */
export const dateInput = z.iso
  .date("Enter a date like 2026-11-30.")
  .max(10)
  .refine((day) => day >= "1970-01-01" && day <= "9998-12-31", "Enter a date from 1970 on.");

/** A range of days within a filter; both belong to it. */
export const daysInput = {
  from: dateInput.optional().describe("The first day, in UTC."),
  to: dateInput.optional().describe("The last day, in UTC."),
};

const noMoment =
  "Send a day like 2026-11-30, or a moment with its zone like 2026-11-30T09:00:00Z; in an address the + of an offset is %2B.";
const momentPattern =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?$/;

/** A day, or a moment in ISO 8601 with its zone. */
const dayOrMomentInput = z
  .string()
  .max(40, noMoment)
  .regex(momentPattern, { error: noMoment, abort: true })
  .refine((text) => dateInput.safeParse(text.slice(0, 10)).success, noMoment);

/** A range of days or moments within a filter. A day belongs to it at either end; a moment only as the first. */
export const momentsInput = {
  from: dayOrMomentInput
    .optional()
    .describe("The first day, in UTC; or a moment with its zone, with which the range begins.")
    .meta({ examples: ["2026-12-01T09:00:00Z"] }),
  to: dayOrMomentInput
    .optional()
    .describe("The last day, in UTC; or a moment with its zone, before which the range ends.")
    .meta({ examples: ["2026-12-02T09:00:00Z"] }),
};

/** Whether such a range begins before it ends, and what is said where it does not. */
export function isInOrder({ from, to }: { from?: string; to?: string }): boolean {
  if (!from || !to) return true;
  const end = new Date(to).getTime() + (isMoment(to) ? 0 : day);
  // What is no time is told of where it stands, and is no wrong order.
  return !(new Date(from).getTime() >= end);
}
export const notInOrder = { path: ["to"], message: "The last day is before the first. Turn them round." };
export const endsFirst = { path: ["to"], message: "This ends before it begins. Turn them round." };

/** What a cursor looks like: its key and its signature, both in base 64 for addresses. */
export const cursorPattern = /^[\w-]+\.[\w-]{22}$/;

/** Where the next page begins, as an earlier page said. */
export const cursorInput = z
  .string()
  .max(500)
  .regex(cursorPattern, "This is not a cursor. Send the nextCursor of the page before as it is.")
  .describe("Where the page begins: the `nextCursor` of the page before.")
  .optional();

/** From which end a log is read, and after which of its rows: what a program asks that follows it. */
export function followInput(kind: IdKind) {
  return {
    order: z
      .enum(["asc", "desc"], "order is asc or desc.")
      .default("desc")
      .describe("`desc` gives the newest first, `asc` the oldest."),
    after: idInput(kind)
      .optional()
      .describe("Only what came after the row with this id: the last that you have. Goes with `order=asc`."),
  };
}

/** Whether what comes after a row is asked for in the order in which it came, and what is said where it is not. */
export const isForwards = ({ order, after }: { order: string; after?: string }) => !after || order === "asc";
export const notForwards = { path: ["after"], message: "after leads forwards. Send order=asc with it." };

/** What the name of a time zone looks like (IANA). */
export const zonePattern = /^[A-Za-z0-9_+/-]+$/;

const noZone = "This is not a time zone. Choose one of the list.";

/** A time zone by its IANA name. */
export const zoneInput = z
  .string()
  .max(100)
  .regex(zonePattern, noZone)
  .refine((zone) => zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone), noZone);

/** The secret of a link that we mailed. */
export const tokenInput = z.string().min(1).max(200);

/** Six digits to copy from elsewhere, spaces and all; only our own digits, since others look alike. */
export const sixDigitsInput = z
  .string("Enter the six digits.")
  .max(20, "The code has six digits.")
  .transform((text) => text.replace(/\s/g, ""))
  .pipe(z.string().regex(/^[0-9]{6}$/, "The code has six digits."));

/** Ten letters and digits as they were printed: the dash, spaces and capitals do not matter. */
export const recoveryCodeInput = z
  .string("Enter a recovery code.")
  .max(40, "A recovery code has ten letters and digits.")
  .transform((text) => text.replace(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().regex(/^[0-9a-z]{10}$/, "A recovery code has ten letters and digits."));

/** What a mailed link is confirmed with: its secret, and the code of the browser that asked where it is opened in another. */
export const linkInput = z.strictObject({
  token: tokenInput,
  code: sixDigitsInput.optional().or(z.literal("").transform(() => undefined)),
});
export type LinkInput = z.output<typeof linkInput>;

/** How far ahead something may be announced or allowed. */
const furthestDays = 365;

/** A moment within the year to come, in ISO 8601 with its zone. */
export const momentAhead = z.iso
  .datetime({ offset: true, error: "Write a time like 2026-11-30T09:00:00Z." })
  .transform((text) => new Date(text))
  .refine((at) => at > now(), "This lies in the past. Choose a later day.")
  .refine((at) => at < fromNow(furthestDays * day), `Choose a day within the next ${furthestDays} days.`);
