import { describe, expect, test } from "vitest";
import { EnvError, listensOnLoopback, parseEnv } from "./env";

const key = Buffer.alloc(32, 1).toString("base64");
const fitting = {
  DATABASE_URL: "postgres://steward:pw@db.example.com:5432/steward",
  AUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEY: key,
};

/** The complaint about an environment, or null. */
function complaint(more: Record<string, string | undefined>): string | null {
  try {
    parseEnv({ ...fitting, ...more });
    return null;
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.message;
  }
}

describe("the environment", () => {
  test("needs a database and two secrets, and has a sensible word for all else", () => {
    expect(parseEnv(fitting)).toMatchObject({
      ...fitting,
      ENCRYPTION_KEY: [Buffer.alloc(32, 1)],
      NODE_ENV: "production",
      PORT: 3000,
      HOST: "127.0.0.1",
      APP_URL: "http://localhost:3000",
      SIGN_UP: "open",
      TRUSTED_PROXIES: [],
      OUTBOUND_ALLOW: [],
      API_RATE_LIMIT: 600,
      LOG_LEVEL: "info",
    });
  });

  test.each(Object.keys(fitting))("is refused without %s, also when it is empty, and names it", (name) => {
    for (const missing of [undefined, ""])
      expect(complaint({ [name]: missing })).toBe(`${name} is missing: set it`);
  });

  test.each([
    ["DATABASE_URL", "mysql://db/steward"],
    ["DATABASE_URL", "db.example.com"],
    ["AUTH_SECRET", "x".repeat(31)],
    ["ENCRYPTION_KEY", Buffer.alloc(31).toString("base64")],
    ["ENCRYPTION_KEY", Buffer.alloc(33).toString("base64")],
    ["ENCRYPTION_KEY", `${key},`],
    ["ENCRYPTION_KEY", `${key},short`],
    ["PORT", "http"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["APP_URL", "console.example.com"],
    ["APP_URL", "javascript:alert(1)"],
    ["APP_URL", "ftp://console.example.com"],
    ["RESEND_BASE_URL", "mail"],
    ["SMTP_URL", "http://mail.example.com"],
    ["MAIL_FROM", "Steward"],
    ["MAIL_FROM", "a@example.com\r\nBcc: b@example.com"],
    ["SIGN_UP", "closed"],
    ["TRUSTED_PROXIES", "10.0.0.1"],
    ["TRUSTED_PROXIES", "10.0.0.0/8;fd00::/8"],
    ["OUTBOUND_ALLOW", "10.0.0.0/33"],
    ["REDIS_URL", "127.0.0.1:6379"],
    ["API_RATE_LIMIT", "many"],
    ["API_RATE_LIMIT", "-1"],
    ["LOG_LEVEL", "loud"],
    ["NODE_ENV", "staging"],
  ])("is refused with %s=%j, and names it alone", (name, value) => {
    const lines = complaint({ [name]: value })?.split("\n");

    expect(lines).toHaveLength(1);
    expect(lines?.[0]).toMatch(new RegExp(`^${name} `));
  });

  test("names everything that is wrong at once, and repeats no secret", () => {
    const words = complaint({ AUTH_SECRET: "too short", DATABASE_URL: "", PORT: "x" });

    expect(
      words
        ?.split("\n")
        .map((line) => line.split(" ")[0])
        .sort(),
    ).toEqual(["AUTH_SECRET", "DATABASE_URL", "PORT"]);
    expect(words).not.toContain("too short");
  });

  test("takes an empty string for no word at all", () => {
    expect(complaint({ PORT: "", APP_URL: "", SMTP_URL: "", TRUSTED_PROXIES: "", SIGN_UP: "" })).toBeNull();
  });

  test("has its address from PORT unless it is given, of which it keeps the origin", () => {
    expect(parseEnv({ ...fitting, PORT: "8080" }).APP_URL).toBe("http://localhost:8080");
    expect(parseEnv({ ...fitting, APP_URL: "https://Console.example.com/steward/?a#b" }).APP_URL).toBe(
      "https://console.example.com",
    );
  });

  test("takes several encryption keys, the first to seal with", () => {
    const older = Buffer.alloc(32, 2);

    const { ENCRYPTION_KEY } = parseEnv({
      ...fitting,
      ENCRYPTION_KEY: `${key}, ${older.toString("base64")}`,
    });

    expect(ENCRYPTION_KEY).toEqual([Buffer.alloc(32, 1), older]);
  });

  test("takes networks of both families, with spaces between", () => {
    const { TRUSTED_PROXIES } = parseEnv({ ...fitting, TRUSTED_PROXIES: "10.0.0.0/8, fd00::/8" });

    expect(TRUSTED_PROXIES).toEqual(["10.0.0.0/8", "fd00::/8"]);
  });
});

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.0.1", false],
  ["localhost.example.com", false],
  ["", false],
])("a server on %j is this machine's alone: %s", (host, loopback) => {
  expect(listensOnLoopback(host)).toBe(loopback);
});
