import { createTransport, type NodemailerError } from "nodemailer";
import { second } from "@/lib/core/clock";
import { automaticHeaders, PermanentMailError, type Transport } from "./message";

const timeoutMs = 10 * second;

/**
 * Sends by SMTP (RFC 5321), as `url` says, with a Message-ID made of the message's id and `host`. Waits at
 * most 10 seconds each to connect, for the greeting and for any answer. Throws a `PermanentMailError`
 * when the server refuses this letter with a 5xx answer.
 */
export function smtpTransport(url: string, host: string): Transport {
  const connection = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A letter is made of the texts it is given; nothing in it may make us read a file or call an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: "smtp",
    async send({ id, to, from, subject, html, text }) {
      const messageId = `<${id}@${host}>`;
      // As an object the address is one recipient, whatever commas it holds.
      const recipient = { name: "", address: to };
      try {
        await connection.sendMail({
          messageId,
          to: recipient,
          from,
          subject,
          html,
          text,
          headers: automaticHeaders,
        });
      } catch (error) {
        const refusal = error as NodemailerError;
        if (isLasting(refusal)) throw new PermanentMailError(refusal.message, { cause: error });
        throw error;
      }
    },
  };
}

/**
 * A 5xx answer about the sender, the recipient or the letter. One to the greeting or the sign-in, and 530
 * ("sign in first", RFC 4954), speak of our settings, which the operator can mend; 503 speaks of the
 * conversation, which starts anew.
 */
function isLasting({ code, permanent, responseCode }: NodemailerError): boolean {
  return permanent === true && (code === "EENVELOPE" || code === "EMESSAGE") && responseCode !== 530;
}
