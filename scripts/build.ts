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

/** Whether `.next` was built from the code as it is. */
export function buildIsCurrent(): boolean {
  return existsSync(note) && readFileSync(note, "utf8") === fingerprint();
}

/** Remembers what the build that has just been made was made of. */
export function noteBuild(): void {
  writeFileSync(note, fingerprint());
}
