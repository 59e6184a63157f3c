import { pino } from "pino";
import { env } from "./env";

const names = ["password", "secret", "token", "code", "authorization", "cookie"];

/**
 * The process's log: JSON, one line an entry, since `pino` escapes line breaks. Fields that are
 * named like a secret are struck out at any of the first three levels.
 */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: null,
  redact: { paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
  serializers: { error: pino.stdSerializers.err },
});

/** Sets the level once the environment has been checked. */
export function applyLogLevel(): void {
  log.level = env().LOG_LEVEL;
}
