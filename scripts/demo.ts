import { spawnSync } from "node:child_process";

/**
 * Gives this process the demo's own data folder and fills it, unless it is full. The operator's tool does so in a
 * process of its own, because the database that it starts ends with it and the server starts another.
 */
export function prepareDemo(): void {
  process.env.STEWARD_DATA ||= ".data/demo";
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "cli.ts", "seed"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
