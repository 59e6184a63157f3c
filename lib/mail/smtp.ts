import { createTransport } from "nodemailer";
import { automaticHeaders, PermanentMailError, type Transport } from "./message";

/** A server that does not answer within this time is tried again later. */
const timeoutMs = 10_000;

/** Sends by SMTP (RFC 5321). The Message-ID is made of the message's id and `host`, so a mail that goes out twice is known as one. */
export function smtpTransport(url: string, host: string): Transport {
  const smtp = createTransport(url, { headers: automaticHeaders });
  Object.assign(smtp.options, { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs });
  return {
    name: "smtp",
    async send({ id, ...message }) {
      try {
        await smtp.sendMail({ ...message, messageId: `<${id}@${host}>`, disableFileAccess: true, disableUrlAccess: true });
      } catch (error) {
        const { responseCode } = error as { responseCode?: number };
        if (responseCode !== undefined && responseCode >= 500) throw new PermanentMailError(`The mail server refused the mail (${responseCode}).`);
        throw error;
      }
    },
  };
}
