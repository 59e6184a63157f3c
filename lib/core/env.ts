import ipaddr from "ipaddr.js";
import { z } from "zod";

const cidrList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine(
    (parts) => parts.every((part) => ipaddr.isValidCIDR(part)),
    "must be CIDRs separated by commas, like 10.0.0.0/8,fd00::/8",
  );

const url = (protocols: string[], example: string) =>
  z.string().refine((text) => {
    const parsed = URL.parse(text);
    return parsed !== null && protocols.includes(parsed.protocol);
  }, `must be a URL like ${example}`);

const encryptionKeys = z
  .string()
  .transform((text) => text.split(",").map((part) => Buffer.from(part.trim(), "base64")))
  .refine(
    (keys) => keys.length > 0 && keys.every((key) => key.length === 32),
    "must be 32 random bytes in base 64 (openssl rand -base64 32); older keys may follow, separated by commas",
  );

/** So many requests a key may make in a minute unless told otherwise. */
export const usualApiRateLimit = 600;

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number("must be a port between 0 and 65535").int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  APP_URL: url(["http:", "https:"], "https://console.example.com")
    .transform((text) => new URL(text).origin)
    .optional(),
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/steward"),
  STEWARD_DATA: z.string().default(".data"),
  AUTH_SECRET: z.string().min(32, "must be at least 32 characters (openssl rand -base64 32)"),
  ENCRYPTION_KEY: encryptionKeys,
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: url(["http:", "https:"], "https://api.resend.com").optional(),
  SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@mail.example.com:465").optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]*$/, 'must be an address, like "Steward <console@example.com>"')
    .default("Steward <steward@localhost>"),
  SIGN_UP: z.enum(["open", "invitation"], "must be open or invitation").default("open"),
  TRUSTED_PROXIES: cidrList.default([]),
  REDIS_URL: url(["redis:", "rediss:"], "redis://127.0.0.1:6379").optional(),
  OUTBOUND_ALLOW: cidrList.default([]),
  API_RATE_LIMIT: z.coerce
    .number("must be a whole number of requests per key and minute, 0 for none")
    .int()
    .min(0)
    .default(usualApiRateLimit),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
});

export type Env = z.output<typeof schema> & { APP_URL: string };

/** The environment is wrong; the message has one line per variable, naming it and what it should be. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads the configuration. An empty string counts as missing. Throws an `EnvError` that names
 * every bad variable; `APP_URL` is the local address unless given.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name} ${given[name] === undefined ? "is missing: set it" : issue.message}`;
    });
    throw new EnvError([...new Set(lines)].join("\n"));
  }
  return { ...parsed.data, APP_URL: parsed.data.APP_URL ?? `http://localhost:${parsed.data.PORT}` };
}

let current: Env | undefined;

/** The configuration of this process, read once. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}

/** True when only this machine can reach the server, so that the local mailbox is safe to show. */
export function listensOnLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  return host === "localhost" || (ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback");
}
