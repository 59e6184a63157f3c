import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./browser";
import { ensureOathtool } from "./oathtool";
import { ensureRedis } from "./redis";

/** `npm test`: lint, types, unit and integration tests, browser tests. Ends with one line `N passed, N failed`. */

type Tally = { passed: number; failed: number };

const total: Tally = { passed: 0, failed: 0 };

function run(title: string, command: string, args: string[]): boolean {
  process.stdout.write(`\n— ${title}\n`);
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  return status === 0;
}

/** A step without tests of its own counts as one. */
function step(title: string, command: string, args: string[]): void {
  if (run(title, command, args)) total.passed += 1;
  else total.failed += 1;
}

function tests(title: string, project: string): void {
  const folder = mkdtempSync(join(tmpdir(), "steward-results-"));
  const file = join(folder, "results.json");
  const succeeded = run(title, "vitest", [
    "run",
    "--project",
    project,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const tally = readTally(file);
  rmSync(folder, { recursive: true, force: true });
  total.passed += tally.passed;
  // A run that broke outside its tests has failed, whatever its tests say.
  total.failed += succeeded ? tally.failed : Math.max(1, tally.failed);
}

function readTally(file: string): Tally {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 }; // Without results nothing is known to have passed.
  }
}

// Most of these steps begin Node again and again, with the same code: what it has compiled once it keeps.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "node-compile-cache");

step("Lint", "biome", ["check", "--error-on-warnings"]);
step("Route types", "next", ["typegen"]);
step("Types", "tsc", ["--noEmit"]);
ensureOathtool();
ensureRedis();
tests("Unit and integration tests", "unit");
ensureBrowser();
tests("Browser tests", "browser");

process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
