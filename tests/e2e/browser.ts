import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { ensureBrowser } from "@/scripts/browser";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: flags });
}

/** A person at a browser of their own. Errors that a page throws are kept in `faults`. */
export type Visitor = { page: Page; context: BrowserContext; faults: string[] };

export async function visitor(
  browser: Browser,
  baseURL: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (401|403|404|409|422)/.test(message.text()))
      faults.push(message.text());
  });
  return { page, context, faults };
}
