import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import { ensureBrowser, findBrowser } from "@/scripts/browser";
import { answerThroughPrism, mismatches } from "./api";

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
  return chromium.launch({ executablePath: findBrowser() ?? ensureBrowser(), args: flags });
}

/** A person at a browser of their own. Errors that a page throws are kept in `faults`. */
export type Visitor = { page: Page; context: BrowserContext; faults: string[] };

type VisitorOptions = Parameters<Browser["newContext"]>[0] & {
  /** Whether their pages call the API, which goes through Prism then. It costs every page a tenth of a second. */
  callsApi?: boolean;
};

/** An address of the API. */
const ofApi = /^https?:\/\/[^/]+\/api\/v1\//;

export async function visitor(
  browser: Browser,
  baseURL: string,
  { callsApi = false, ...options }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, ...options });
  context.setDefaultTimeout(15_000);
  if (callsApi) await context.route(ofApi, answerThroughPrism);
  else
    context.on("request", (request) => {
      if (ofApi.test(request.url())) mismatches.push(`A page called ${request.url()} past Prism.`);
    });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (401|403|404|409|422)/.test(message.text()))
      faults.push(message.text());
  });
  return { page, context, faults };
}

/** A passkey's device that Chromium plays for a page, driven by the DevTools protocol (its domain WebAuthn). */
export type Device = {
  credentials: () => Promise<Credential[]>;
  hold: (credential: Credential) => Promise<void>;
  /** Whether its holder can unlock it. */
  unlock: (able: boolean) => Promise<void>;
  /** Has it say from now on that nobody unlocked it, although it was asked to see to that. */
  forgetToVerify: () => Promise<void>;
};

type Credential = Awaited<ReturnType<typeof readCredentials>>[number];

async function readCredentials(session: CDPSession, authenticatorId: string) {
  const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
  return credentials;
}

/**
 * Gives a visitor's page a device for passkeys whose holder agrees to all that it is asked. The browser `proposes` them
 * at fields only where a test wants that: with such a holder the page would be signed in as soon as it is open.
 */
export async function device({ page, context }: Visitor, { proposes = false } = {}): Promise<Device> {
  if (!proposes)
    await page.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const id = { authenticatorId };
  return {
    credentials: () => readCredentials(session, authenticatorId),
    hold: async (credential) => void (await session.send("WebAuthn.addCredential", { ...id, credential })),
    unlock: async (isUserVerified) =>
      void (await session.send("WebAuthn.setUserVerified", { ...id, isUserVerified })),
    forgetToVerify: async () =>
      void (await session.send("WebAuthn.setResponseOverrideBits", { ...id, isBadUV: true })),
  };
}
