import { createHash } from "node:crypto";

/** A number as it was written, because JavaScript's own would lose digits of what PostgreSQL keeps. */
class Digits {
  constructor(readonly source: string) {}
}

type Source = { source: string };
type Reviver = (this: unknown, name: string, value: unknown, context: Source) => unknown;

/** Parses JSON and keeps each number's digits. */
export function parseExactly(text: string): unknown {
  const keep: Reviver = (_, value, { source }) => (typeof value === "number" ? new Digits(source) : value);
  return JSON.parse(text, keep as never);
}

/** What `parseExactly` made of a whole number; NaN where there was none. */
export function numberOf(value: unknown): number {
  return value instanceof Digits ? Number(value.source) : Number.NaN;
}

/** A number as PostgreSQL's `numeric` prints it: no exponent, every digit after the point kept, no minus before zero. */
function numericText(source: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    source.match(/^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const integer = (point > 0 ? digits.slice(0, point).padEnd(point, "0") : "").replace(/^0+/, "") || "0";
  const rest = point >= 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const text = rest ? `${integer}.${rest}` : integer;
  return /[1-9]/.test(text) ? sign + text : text;
}

const shortEscapes: Record<string, string> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
};

function stringText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped.
  const escaped = text.replace(/["\\\u0000-\u001f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return shortEscapes[character] ?? `\\u${code}`;
  });
  return `"${escaped}"`;
}

/** jsonb sorts names by their length in bytes, then by their bytes. */
function byLengthThenBytes(a: string, b: string): number {
  const [one, two] = [Buffer.from(a), Buffer.from(b)];
  return one.length - two.length || one.compare(two);
}

/** A value from `parseExactly` in the one text that PostgreSQL's `jsonb` has for it. */
export function jsonbText(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Digits) return numericText(value.source);
  if (typeof value === "string") return stringText(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(", ")}]`;
  const members = Object.entries(value as object)
    .sort(([a], [b]) => byLengthThenBytes(a, b))
    .map(([name, member]) => `${stringText(name)}: ${jsonbText(member)}`);
  return `{${members.join(", ")}}`;
}

/** What an event's hash covers, in order; the names are those of the lines of an export. */
const hashedFields = [
  "streamId",
  "sequence",
  "id",
  "at",
  "action",
  "outcome",
  "actorKind",
  "actorId",
  "actorName",
  "targetKind",
  "targetId",
  "targetName",
  "before",
  "after",
  "ip",
  "userAgent",
  "sessionId",
  "keyId",
  "requestId",
] as const;

/** The hash of an event as `audit_event_hash` makes it in the database: SHA-256 of the hash before it and its content. */
export function hashOf(event: Record<string, unknown>): string {
  const content = jsonbText(hashedFields.map((name) => event[name]));
  return createHash("sha256").update(`${event.previousHash}${content}`).digest("hex");
}
