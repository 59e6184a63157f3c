import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { isSealedByFirst, open, seal } from "./crypto";
import { env } from "./env";

/** What was signed of a log: its end at a moment, or up to where its old events were removed. */
export type Seal = {
  streamId: string;
  kind: "end" | "cut";
  sequence: number;
  hash: string;
  at: Date;
  keyId: string;
  signature: string;
};

/** The public half of a key, and that another key, itself, or a proof of ours vouches for it. */
export type Signer = { keyId: string; publicKey: string; vouchedBy: string; signature: string };

/** What a seal's signature is over. It belongs to the format of exports, so it never changes. */
export function sealText({ streamId, kind, sequence, hash, at }: Omit<Seal, "keyId" | "signature">): string {
  return ["steward audit seal 1", kind, streamId, sequence, hash, at.toISOString()].join("\n");
}

/** What a voucher's signature is over. */
export function voucherText({ keyId, publicKey, vouchedBy }: Omit<Signer, "signature">): string {
  return ["steward audit key 1", keyId, publicKey, vouchedBy].join("\n");
}

/** The name of a key: the first 16 hex digits of SHA-256 over its public half. */
export function keyIdOf(publicKey: string): string {
  return createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex").slice(0, 16);
}

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key in its DER form. */
const derPrefix = Buffer.from("302e020100300506032b657004220420", "hex");

function privateKey(): KeyObject {
  const seed = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "steward audit seals", 32));
  return createPrivateKey({ key: Buffer.concat([derPrefix, seed]), format: "der", type: "pkcs8" });
}

/** The public half of this installation's key, 32 bytes in base 64 for URLs (RFC 8037). */
export function ownPublicKey(): string {
  return createPublicKey(privateKey()).export({ format: "jwk" }).x as string;
}

/** Signs a text with the Ed25519 key that is derived from AUTH_SECRET by HKDF (RFC 8032, RFC 5869). */
export function signText(text: string): string {
  return signBytes(null, Buffer.from(text), privateKey()).toString("base64url");
}

/** Whether a signature of a text was made with the private half of a key. What is no key has signed nothing. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
    return verifyBytes(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

/** The keys that one may go by: the one that is known, and those that it vouches for. By id, the public half. */
export function trustedKeys(known: string, signers: readonly Signer[]): Map<string, string> {
  const keyId = keyIdOf(known);
  const vouched = signers.filter(
    (signer) =>
      signer.vouchedBy === keyId &&
      signer.keyId === keyIdOf(signer.publicKey) &&
      isSignedBy(known, voucherText(signer), signer.signature),
  );
  return new Map([[keyId, known], ...vouched.map((signer) => [signer.keyId, signer.publicKey] as const)]);
}

/** Each proof is bound to this purpose, so that nothing else that ENCRYPTION_KEY sealed passes for one. */
const proofContext = "audit signer";

/** What stands as the voucher of a key that is proven by ENCRYPTION_KEY; never the id of a key. */
const prover = "encryption key ";

/**
 * Our word, under ENCRYPTION_KEY, that a key is derived from this installation's AUTH_SECRET. A key that someone with
 * the database alone puts beside the seals has none, so that after a change of AUTH_SECRET it is not taken for ours.
 */
export function proofOf(key: Pick<Signer, "keyId" | "publicKey">): Signer {
  const signature = seal(voucherText({ ...key, vouchedBy: prover }), proofContext);
  return { ...key, vouchedBy: `${prover}${signature.slice(0, signature.indexOf("."))}`, signature };
}

/** Whether a signer's row is a proof, of which nothing is to be told to others. */
export function isProof({ vouchedBy }: Signer): boolean {
  return vouchedBy.startsWith(prover);
}

function isProven(signer: Signer): boolean {
  if (!isProof(signer) || signer.keyId !== keyIdOf(signer.publicKey)) return false;
  try {
    return open(signer.signature, proofContext) === voucherText({ ...signer, vouchedBy: prover });
  } catch {
    return false;
  }
}

/** Whether a key is proven by the ENCRYPTION_KEY in front, so that the proof holds once older ones are taken away. */
export function isProvenByFirst(keyId: string, signers: readonly Signer[]): boolean {
  return signers.some(
    (signer) => signer.keyId === keyId && isProven(signer) && isSealedByFirst(signer.signature),
  );
}

/** The keys that this installation has or had: its own, those that are proven, and those that any of these vouches for. */
export function keysOfOurs(signers: readonly Signer[]): Map<string, string> {
  const known = [ownPublicKey(), ...signers.filter(isProven).map(({ publicKey }) => publicKey)];
  return new Map(known.flatMap((key) => [...trustedKeys(key, signers)]));
}

/** Whether a seal was made by one of these keys, and says what it said then. */
export function isGenuine(seal: Seal, trusted: ReadonlyMap<string, string>): boolean {
  const publicKey = trusted.get(seal.keyId);
  return publicKey !== undefined && isSignedBy(publicKey, sealText(seal), seal.signature);
}

/** How far a log is whole, and the first event of it that is not. */
export type Verdict = {
  /** Events that are there. */
  events: number;
  /** Up to which event old ones were removed; 0 where none were. */
  removedUpTo: number;
  /** The last seal that holds. */
  sealedUpTo: number;
  sealedAt: Date | null;
  brokenAt: number | null;
  complaint: string | null;
};

/** A place in a chain. Before the first event it is number 0 with an empty hash. */
export type Place = { sequence: number; hash: string };

export const beginning: Place = { sequence: 0, hash: "" };

/** What is wrong with an event, and with which. */
export type Break = { sequence: number; complaint: string };

/** The first of several breaks, and of two at one event the one that was named first. */
export function earliest(...breaks: (Break | null)[]): Break | null {
  const [first] = breaks.filter((each) => each !== null).sort((a, b) => a.sequence - b.sequence);
  return first ?? null;
}

/**
 * Where a log begins: after the newest stub that old events left, or at number 1. A stub that nobody signed is a break:
 * without a signature anyone could say that what they deleted had been removed by rule.
 */
export function beginningOf(
  seals: readonly Seal[],
  trusted: ReadonlyMap<string, string>,
): { from: Place; broken: Break | null } {
  const stubs = seals.filter(({ kind }) => kind === "cut").sort((a, b) => b.sequence - a.sequence);
  const [newest] = stubs;
  if (!newest) return { from: beginning, broken: null };
  const genuine = stubs.find((stub) => stub.sequence === newest.sequence && isGenuine(stub, trusted));
  const complaint = `the events up to ${newest.sequence} are gone, and the stub that stands for them is not signed by us`;
  return {
    from: genuine ?? newest,
    broken: genuine ? null : { sequence: newest.sequence, complaint },
  };
}

/** The seals that can still be judged: those on events before a break. */
export function before(broken: Break | null, seals: readonly Seal[]): Seal[] {
  return seals.filter(({ sequence }) => broken === null || sequence < broken.sequence);
}

/**
 * Holds the seals against a chain that begins after `from` and ends at `last`: the first one that was not made by us,
 * whose event is gone, or whose event is another by now; and the last one that holds.
 */
export function judgeSeals(
  seals: readonly Seal[],
  trusted: ReadonlyMap<string, string>,
  { from, last, hashes }: { from: Place; last: Place; hashes: ReadonlyMap<number, string> },
): { broken: Break | null; held: Seal | null } {
  let held: Seal | null = null;
  const ends = seals.filter(({ kind, sequence }) => kind === "end" && sequence >= from.sequence);
  for (const seal of ends.sort((a, b) => a.sequence - b.sequence)) {
    const { sequence } = seal;
    const found = sequence === from.sequence ? from.hash : hashes.get(sequence);
    const on = seal.at.toISOString();
    if (!isGenuine(seal, trusted))
      return { held, broken: { sequence, complaint: `its seal of ${on} is not signed by us` } };
    if (sequence > last.sequence) {
      const gone = {
        sequence: last.sequence + 1,
        complaint: `the events from here to ${sequence} are gone, which were sealed on ${on}`,
      };
      return { held, broken: gone };
    }
    if (found !== seal.hash) {
      const since = held ? `; it was rewritten after event ${held.sequence}` : "";
      return {
        held,
        broken: { sequence, complaint: `it is not the event that was sealed on ${on}${since}` },
      };
    }
    held = seal;
  }
  return { broken: null, held };
}

/** The last seal up to an event, of those that an earlier step found good. */
export function newestSeal(seals: readonly Seal[], upTo: number): Seal | undefined {
  return seals
    .filter(({ kind, sequence }) => kind === "end" && sequence <= upTo)
    .sort((a, b) => b.sequence - a.sequence)[0];
}
