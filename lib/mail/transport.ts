import { type Env, env, listensOnLoopback } from "@/lib/core/env";
import { mailboxTransport } from "./mailbox";
import type { Transport } from "./message";
import { resendTransport } from "./resend";
import { smtpTransport } from "./smtp";

const none: Transport = {
  name: "none",
  async send() {
    throw new Error("No mail can be sent: set RESEND_API_KEY or SMTP_URL.");
  },
};

/** Chooses how mail goes out: Resend, SMTP, or, where only this machine can reach the server, the local mailbox. */
export function chooseTransport(from: Env): Transport {
  if (from.RESEND_API_KEY) return resendTransport(from.RESEND_API_KEY, from.RESEND_BASE_URL);
  if (from.SMTP_URL) return smtpTransport(from.SMTP_URL, new URL(from.APP_URL).hostname);
  return listensOnLoopback(from.HOST) ? mailboxTransport(from.STEWARD_DATA) : none;
}

let chosen: Transport | undefined;

/** This process's way to send mail. */
export function transport(): Transport {
  chosen ??= chooseTransport(env());
  return chosen;
}
