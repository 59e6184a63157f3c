import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";

const sources = [
  "app/**/*",
  "components/**/*",
  "db/**/*",
  "emails/**/*",
  "lib/**/*",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const note = ".next/steward-build";

/** A fingerprint of everything that a build is made of. */
function fingerprint(): string {
  const hash = createHash("sha256");
  const files = globSync(sources, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.includes(".test."),
  );
  for (const path of files.map((entry) => `${entry.parentPath}/${entry.name}`).sort())
    hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}

/** Builds the pages unless `.next` was built from the code as it is; ends this process when that fails. */
export function ensureBuild(): void {
  if (existsSync(note) && readFileSync(note, "utf8") === fingerprint()) return;
  process.stdout.write("Building Steward; this is done once for each version.\n");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const { status } = spawnSync("next", ["build"], { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(note, fingerprint());
}
