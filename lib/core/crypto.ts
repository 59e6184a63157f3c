import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";

/** 256 bits from the system's generator, in URL-safe base 64: the strength of every secret we hand out. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A code of `digits` decimal digits, for a person to copy from one screen to another. */
export function newCode(digits: number): string {
  return String(randomInt(10 ** digits)).padStart(digits, "0");
}

/** SHA-256 in hex. For secrets of 256 random bits only; passwords go through argon2id. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Compares two texts without telling by its time where they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

/** The whole tag, since a cut one is easier to forge (SP 800-38D, appendix C). */
const tagBytes = 16;

function keyId(key: Buffer): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}

/**
 * Encrypts with the first configured key, AES-256-GCM (NIST SP 800-38D), as
 * `<key id>.<nonce>.<tag>.<ciphertext>`. `context` is authenticated with it: what was sealed
 * for one purpose does not open for another.
 */
export function seal(plain: string, context: string): string {
  const key = env().ENCRYPTION_KEY[0] as Buffer;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [keyId(key), ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

/** Whether a sealed value is sealed with the first configured key, so that the others are not needed for it. */
export function isSealedByFirst(sealed: string): boolean {
  return sealed.startsWith(`${keyId(env().ENCRYPTION_KEY[0] as Buffer)}.`);
}

/** Opens what `seal` made with any configured key; throws when it was altered or meant for another context. */
export function open(sealed: string, context: string): string {
  const [id, nonce, tag, body] = sealed.split(".");
  const key = env().ENCRYPTION_KEY.find((candidate) => keyId(candidate) === id);
  if (!key || !nonce || !tag || body === undefined)
    throw new Error(`No configured key opens this value (key id ${id}).`);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(context))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}
