import { Resend } from "resend";
import { automaticHeaders, PermanentMailError, type Transport } from "./message";

/** Sends by Resend's API. The message's id is the idempotency key, so a retry of a mail that went out sends nothing. */
export function resendTransport(apiKey: string, baseUrl?: string): Transport {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  return {
    name: "resend",
    async send({ id, ...message }) {
      const { error } = await resend.emails.send({ ...message, headers: automaticHeaders }, { idempotencyKey: id });
      if (!error) return;
      const { statusCode } = error;
      const refused = statusCode !== null && statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429;
      throw refused ? new PermanentMailError(`Resend refused the mail (${statusCode} ${error.name}).`) : new Error(`Resend did not take the mail (${statusCode} ${error.name}).`);
    },
  };
}
