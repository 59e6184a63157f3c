import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** A passkey's device in software, as WebAuthn level 3 has it: ES256, no attestation. It obeys, also where a real one would not. */

type Options = {
  origin?: string;
  rpId?: string;
  /** Whether its holder unlocked it. */
  verified?: boolean;
  /** What it says it was asked instead of what it was. */
  challenge?: string;
  type?: string;
  /** The kind of its attestation. */
  format?: string;
};

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64Url = (data: Buffer | string) => Buffer.from(data).toString("base64url");

/** CBOR (RFC 8949) of what an attestation holds: small integers, bytes, text and maps. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, size: number) =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, item]) => [cbor(key), cbor(item as Buffer)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

export class Authenticator {
  readonly credentialId = randomBytes(32);
  counter: number;
  private readonly keys: { publicKey: KeyObject; privateKey: KeyObject };
  private userHandle = "";

  /** `counter` 0 never counts, as passkeys that are kept on several devices do not. */
  constructor(counter = 1) {
    this.counter = counter;
    this.keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  }

  /** The same credential on another device, whose count begins where `counter` says. */
  copy(counter: number): Authenticator {
    return Object.assign(Object.create(Authenticator.prototype), this, { counter });
  }

  private clientData(type: string, challenge: string, options: Options): Buffer {
    const said = { origin: "http://localhost:3000", crossOrigin: false, ...options };
    return Buffer.from(
      JSON.stringify({
        type: options.type ?? type,
        challenge: options.challenge ?? challenge,
        origin: said.origin,
        crossOrigin: false,
      }),
    );
  }

  private data({ rpId = "localhost", verified = true }: Options, attested: Buffer = Buffer.alloc(0)): Buffer {
    const flags = 0x01 | (verified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested]);
  }

  /** What `navigator.credentials.create` would answer, as the JSON text of a form. */
  create(asked: { challenge: string; user: { id: string } }, options: Options = {}) {
    this.userHandle = asked.user.id;
    const jwk = this.keys.publicKey.export({ format: "jwk" });
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(String(jwk.x), "base64url")],
        [-3, Buffer.from(String(jwk.y), "base64url")],
      ]),
    );
    const size = Buffer.from([0, this.credentialId.length]);
    const attested = Buffer.concat([Buffer.alloc(16), size, this.credentialId, key]);
    const attestation = new Map<string, unknown>([
      ["fmt", options.format ?? "none"],
      ["attStmt", new Map()],
      ["authData", this.data(options, attested)],
    ]);
    return JSON.stringify({
      id: base64Url(this.credentialId),
      rawId: base64Url(this.credentialId),
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64Url(this.clientData("webauthn.create", asked.challenge, options)),
        attestationObject: base64Url(cbor(attestation)),
        transports: ["internal"],
      },
    });
  }

  /** What `navigator.credentials.get` would answer; its counter rises first, if it counts at all. */
  get(asked: { challenge: string }, options: Options = {}) {
    if (this.counter > 0) this.counter += 1;
    const clientData = this.clientData("webauthn.get", asked.challenge, options);
    const data = this.data(options);
    const signature = createSign("sha256")
      .update(Buffer.concat([data, sha256(clientData)]))
      .sign(this.keys.privateKey);
    return JSON.stringify({
      id: base64Url(this.credentialId),
      rawId: base64Url(this.credentialId),
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64Url(clientData),
        authenticatorData: base64Url(data),
        signature: base64Url(signature),
        userHandle: this.userHandle,
      },
    });
  }
}
