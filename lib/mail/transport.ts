import { type Env, env, listensOnLoopback } from "@/lib/core/env";
import { mailboxTransport } from "./mailbox";
import type { Transport } from "./message";
import { resendTransport } from "./resend";
import { smtpTransport } from "./smtp";

type MailEnv = Pick<
  Env,
  "RESEND_API_KEY" | "RESEND_BASE_URL" | "SMTP_URL" | "HOST" | "APP_URL" | "TRUSTED_PROXIES" | "STEWARD_DATA"
>;

/**
 * The transport that the configuration asks for: Resend before SMTP before the local mailbox, which is
 * there only while the server listens on this machine alone. Failing all, one that refuses and says what
 * to set.
 */
export function chooseTransport(configuration: MailEnv): Transport {
  const { RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL, HOST, APP_URL, TRUSTED_PROXIES, STEWARD_DATA } =
    configuration;
  if (RESEND_API_KEY) return resendTransport(RESEND_API_KEY, RESEND_BASE_URL);
  if (SMTP_URL) return smtpTransport(SMTP_URL, new URL(APP_URL).hostname);
  // Behind a proxy on this machine the server listens on loopback and is public all the same.
  const here = [HOST, new URL(APP_URL).hostname].every(listensOnLoopback) && TRUSTED_PROXIES.length === 0;
  if (here) return mailboxTransport(STEWARD_DATA);
  return noTransport;
}

// Its failures pass, so that what waits in the queue goes out once a transport is set.
const noTransport: Transport = {
  name: "none",
  async send() {
    throw new Error("No mail can be sent: set RESEND_API_KEY or SMTP_URL.");
  },
};

let chosen: Transport | undefined;

/** This process's transport, chosen on first use. */
export function transport(): Transport {
  chosen ??= chooseTransport(env());
  return chosen;
}
