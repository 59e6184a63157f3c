import { spawnSync } from "node:child_process";
import { buildIsCurrent, noteBuild } from "./build";
import { prepareDemo } from "./demo";

/** `npm start`: builds when the build is older than the code, then serves. `npm run dev` serves with hot reload, `npm run demo` a demo with people who can sign in. */

const developing = process.argv.includes("--dev");
Object.assign(process.env, {
  NODE_ENV: developing ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});

if (!developing && !buildIsCurrent()) {
  process.stdout.write("Building Steward; this is done once for each version.\n");
  const { status } = spawnSync("next", ["build"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  noteBuild();
}

if (process.argv.includes("--demo")) prepareDemo();

await import("@/server");
