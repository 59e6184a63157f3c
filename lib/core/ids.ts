import { randomBytes } from "node:crypto";
import { now } from "./clock";

/** What each kind of thing is called in its id. */
export const idPrefix = {
  user: "usr",
  session: "ses",
  token: "tok",
  organization: "org",
  member: "mem",
  invitation: "inv",
  invitationImport: "imp",
  group: "grp",
  project: "prj",
  key: "key",
  auditEvent: "aud",
  signInAttempt: "sin",
  mail: "mal",
  authenticator: "otp",
  passkey: "pky",
  networkList: "net",
} as const;

export type IdKind = keyof typeof idPrefix;

// Crockford's base 32: no i, l, o, u, so an id survives being read aloud.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new id: the kind's prefix and a UUIDv7 (RFC 9562) in base 32, so ids sort by birth. */
export function newId(kind: IdKind): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now().getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  let value = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return `${idPrefix[kind]}_${text}`;
}

/** The form an id of this kind has; what does not match is refused before the database hears of it. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${idPrefix[kind]}_[0-7][${alphabet}]{25}$`);
}
