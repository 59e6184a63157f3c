import { ensureBuild } from "./build";
import { prepareDemo } from "./demo";

/** `npm start`: builds when the build is older than the code, then serves. `npm run dev` serves with hot reload, `npm run demo` a demo with people who can sign in. */

const developing = process.argv.includes("--dev");
Object.assign(process.env, {
  NODE_ENV: developing ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});

if (!developing) ensureBuild();

if (process.argv.includes("--demo")) prepareDemo();

await import("@/server");
