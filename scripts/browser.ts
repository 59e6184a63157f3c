import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { installPackage, onDebianAsRoot } from "./debian";

/** Debian's Chromium without windows, bars and extensions, which only people need: it takes half of the processor time. */
const shell = "/usr/bin/chromium-headless-shell";

/** Where systems put a Chromium that Playwright can drive. */
const places = [
  shell,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser for the tests: the one CHROMIUM names, the system's, or Playwright's own; null when there is none. */
export function findBrowser(): string | null {
  const own = chromium.executablePath();
  return [process.env.CHROMIUM, ...places, own].find((path) => path && existsSync(path)) ?? null;
}

/**
 * Finds the browser that suits tests best, or installs it: Debian's when root on Debian, else Playwright's own. Says what
 * to do where neither works.
 */
export function ensureBrowser(): string {
  if (!process.env.CHROMIUM && !existsSync(shell) && onDebianAsRoot())
    installPackage("chromium-headless-shell");
  if (!findBrowser()) spawnSync("playwright-core", ["install", "chromium"], { stdio: "inherit" });
  const found = findBrowser();
  if (!found) {
    throw new Error(
      "The browser tests need Chromium. Install it (apt-get install chromium, or Chrome), or set CHROMIUM to its path.",
    );
  }
  return found;
}
