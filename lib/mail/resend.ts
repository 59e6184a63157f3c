import { Resend } from "resend";
import { second } from "@/lib/core/clock";
import { automaticHeaders, PermanentMailError, type Transport } from "./message";

const timeoutMs = 10 * second;

/**
 * What another attempt may mend although it is the caller's fault by number: a wrong key or an unproven
 * domain (401, 403) once the operator has set it right, a slow request (408), the same letter being
 * taken at this moment (409), too many at once (429).
 */
const passingStatuses = new Set([401, 403, 408, 409, 429]);

/**
 * Sends through Resend. The message's id is the idempotency key, so a repeated attempt within 24 hours
 * is delivered once. Gives up after 10 seconds; throws a `PermanentMailError` for a letter Resend refuses.
 */
export function resendTransport(apiKey: string, baseUrl: string | undefined): Transport {
  const resend = new Resend(apiKey, { baseUrl: baseUrl?.replace(/\/+$/, "") });
  return {
    name: "resend",
    async send({ id, to, from, subject, html, text }) {
      const { error } = await resend.emails.send(
        { to: [to], from, subject, html, text, headers: automaticHeaders },
        { idempotencyKey: id, signal: AbortSignal.timeout(timeoutMs) },
      );
      if (!error) return;
      const answer = `${error.statusCode ?? "no answer"} ${error.name}, ${error.message}`;
      const words = `Resend did not take message ${id}: ${answer}`;
      throw isLasting(error.statusCode) ? new PermanentMailError(words) : new Error(words);
    },
  };
}

function isLasting(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500 && !passingStatuses.has(status);
}
