import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApiDocument } from "@/app/api/v1/api";
import { env } from "@/lib/core/env";

const folder = mkdtempSync(join(tmpdir(), "steward-openapi-"));
const file = join(folder, "openapi.json");
const ruleset = join(folder, "spectral.json");

beforeAll(() => {
  // A server in use is on https; the one of the tests is not, and the rules ask for it.
  const document = JSON.stringify(openApiDocument()).replaceAll(env().APP_URL, "https://console.example.com");
  writeFileSync(file, document);
  const owasp = join(process.cwd(), "node_modules/@stoplight/spectral-owasp-ruleset/dist/ruleset.js");
  writeFileSync(ruleset, JSON.stringify({ extends: ["spectral:oas", owasp] }));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("the OpenAPI document", () => {
  test("is 3.1 and names every endpoint", () => {
    const document = openApiDocument();

    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths ?? {})).toContain("/api/v1/members/{id}");
  });

  test.each([
    [
      "Spectral with the OWASP rules",
      "spectral",
      ["lint", "--fail-severity=error", "--quiet", "--ruleset", ruleset, file],
    ],
    ["Redocly", "redocly", ["lint", file]],
  ])("satisfies %s", (_, command, args) => {
    const { status, stdout, stderr } = spawnSync(join("node_modules/.bin", command), args, {
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });

    expect({ status, said: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, said: "" });
  });
});
