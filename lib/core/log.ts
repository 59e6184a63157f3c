import { pino } from "pino";
import { env } from "./env";

const names = ["password", "secret", "token", "authorization", "cookie"];

/** Drivers add the values of a failed statement to its words, among them addresses and hashes. */
function withoutValues(text: string | undefined): string | undefined {
  return text?.replace(/\nparams: [^\n]*/g, "");
}

/** What is worth knowing of an error; whatever else a driver hangs on it, such as its connection, stays out. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, code, cause } = error as Error & { code?: string };
  return {
    name,
    message: withoutValues(message),
    code,
    stack: withoutValues(stack),
    ...(cause ? { cause: serializeError(cause) } : {}),
  };
}

/** A level that does not exist is named by `env`, which must get to say so. */
function knownLevel(level: string | undefined): string {
  return level && (level === "silent" || level in pino.levels.values) ? level : "info";
}

/**
 * The process's log: JSON, one line an entry, since `pino` escapes line breaks. Fields that are
 * named like a secret are struck out at any of the first three levels.
 */
export const log = pino({
  level: knownLevel(process.env.LOG_LEVEL),
  base: null,
  redact: { paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
  serializers: { error: serializeError },
});

/** Sets the level once the environment has been checked. */
export function applyLogLevel(): void {
  log.level = env().LOG_LEVEL;
}
