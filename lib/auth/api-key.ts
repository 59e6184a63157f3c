import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(bytes: Buffer, length: number): string {
  let value = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  while (text.length < length) {
    text = alphabet[Number(value % 62n)] + text;
    value /= 62n;
  }
  return text;
}

function checkDigits(text: string): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(text));
  return base62(sum, 6);
}

/** `stw_`, an 8-character public id, 32 random bytes and six check digits, all in base 62; and how it begins. */
export const keyPattern = /^stw_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/;
export const keyPrefixPattern = /^stw_[0-9A-Za-z]{8}$/;

/** Makes an API key: the secret to show once, and the prefix that stays readable. */
export function newApiKey(): { secret: string; prefix: string } {
  const prefix = `stw_${base62(randomBytes(5), 8)}`;
  const body = `${prefix}_${base62(randomBytes(32), 43)}`;
  return { secret: body + checkDigits(body), prefix };
}

/** Whether the check digits are right: a mistyped or cut key is refused without asking the database. */
export function isWellFormedKey(secret: string): boolean {
  return keyPattern.test(secret) && checkDigits(secret.slice(0, -6)) === secret.slice(-6);
}
