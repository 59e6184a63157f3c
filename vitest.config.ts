import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@/": fileURLToPath(new URL("./", import.meta.url)) };

/** The databases of both projects are real; each run starts PostgreSQL in a folder of its own. */
export default defineConfig({
  resolve: { alias },
  test: {
    reporters: ["default"],
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "{app,components,db,emails,lib}/**/*.test.{ts,tsx}",
            "tests/security/**/*.test.ts",
            "tests/*.test.ts",
          ],
          globalSetup: ["tests/setup/database.ts"],
          setupFiles: ["tests/setup/quiet.ts"],
          pool: "forks",
          // Files share their modules, which are a fifth of the work to load; what a test needs fresh, it makes.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "browser",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/setup/build.ts", "tests/setup/prism.ts"],
          pool: "forks",
          // A third of the time goes by in waiting for mail, timers and pages.
          maxWorkers: 3,
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
