import { SMTPServer, type SMTPServerAddress } from "smtp-server";
import type { Mail } from "./steward";

type SmtpSink = { url: string; port: number; mails: () => Promise<Mail[]>; stop: () => Promise<void> };

/** A real SMTP server that keeps what it is given, the newest first; addresses at `bounces.example` it refuses for good. */
export async function startSmtpSink(onPort = 0): Promise<SmtpSink> {
  const kept: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _, done) {
      const refusal = Object.assign(new Error("No such mailbox"), { responseCode: 550 });
      done(address.endsWith("@bounces.example") ? refusal : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const subject = raw.match(/^Subject: (.*(?:\r?\n[ \t].*)*)/m)?.[1]?.replace(/\r?\n[ \t]/g, " ") ?? "";
        // Quoted-printable (RFC 2045, 6.7): soft line breaks go, and the codes that occur in links are undone.
        const text = raw
          .replace(/=\r?\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
        const links = [...text.matchAll(/href="(https?:[^"]+)"/g)].map(([, link = ""]) =>
          link.replaceAll("&amp;", "&"),
        );
        const to = session.envelope.rcptTo.map((address: SMTPServerAddress) => address.address).join(", ");
        kept.unshift({ to, subject, text, links });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(onPort, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails: async () => kept,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
