import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { PermanentMailError } from "./message";
import { smtpTransport } from "./smtp";

const message = {
  id: "mal_01jd",
  to: "anna@example.com",
  from: "Steward <console@example.com>",
  subject: "Grüße",
  html: "<p>An HTML part</p>",
  text: "A text part",
};

const running: SMTPServer[] = [];

afterEach(async () => {
  await Promise.all(
    running.splice(0).map((server) => new Promise<void>((done) => server.close(() => done()))),
  );
});

async function givenServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ disabledCommands: ["STARTTLS"], authOptional: true, ...options });
  // A client that hangs up half-way is part of what is tested here.
  server.on("error", () => {});
  running.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.server.address() as AddressInfo).port;
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error("No"), { responseCode });
}

test("a letter arrives with both parts, its Message-ID and a word to robots", async () => {
  let received = "";
  const recipients: string[] = [];
  const port = await givenServer({
    onRcptTo: ({ address }, _, done) => {
      recipients.push(address);
      done();
    },
    onData: (stream, _, done) => {
      stream.on("data", (chunk) => {
        received += chunk;
      });
      stream.on("end", () => done());
    },
  });

  await smtpTransport(`smtp://127.0.0.1:${port}`, "console.example.com").send(message);

  expect(recipients).toEqual(["anna@example.com"]);
  expect(received).toMatch(/^Message-ID: <mal_01jd@console\.example\.com>\r$/im);
  expect(received).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(received).toMatch(/^From: Steward <console@example\.com>\r$/m);
  expect(received).toMatch(/^To: anna@example\.com\r$/m);
  expect(received).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(received).toMatch(/^Content-Type: multipart\/alternative/m);
  expect(received).toMatch(/Content-Type: text\/plain[\s\S]*A text part/);
  expect(received).toMatch(/Content-Type: text\/html[\s\S]*<p>An HTML part<\/p>/);
});

test("the user and password of the address are used", async () => {
  const port = await givenServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) =>
      username === "steward" && password === "p@ss" ? done(null, { user: username }) : done(refusal(535)),
    onData: (stream, _, done) => stream.resume().on("end", () => done()),
  });

  await smtpTransport(`smtp://steward:p%40ss@127.0.0.1:${port}`, "localhost").send(message);
  const attempt = smtpTransport(`smtp://steward:wrong@127.0.0.1:${port}`, "localhost").send(message);

  await expect(attempt).rejects.toThrow("535");
  await expect(attempt).rejects.not.toBeInstanceOf(PermanentMailError);
});

test("a recipient refused with 550 is refused for good", async () => {
  const port = await givenServer({ onRcptTo: (_, __, done) => done(refusal(550)) });

  const attempt = smtpTransport(`smtp://127.0.0.1:${port}`, "localhost").send(message);

  await expect(attempt).rejects.toBeInstanceOf(PermanentMailError);
});

test("a letter refused with 554 after its text is refused for good", async () => {
  const port = await givenServer({
    onData: (stream, _, done) => stream.resume().on("end", () => done(refusal(554))),
  });

  const attempt = smtpTransport(`smtp://127.0.0.1:${port}`, "localhost").send(message);

  await expect(attempt).rejects.toBeInstanceOf(PermanentMailError);
});

test.each([450, 503, 530])("an answer of %d may pass", async (code) => {
  const port = await givenServer({ onRcptTo: (_, __, done) => done(refusal(code)) });

  const attempt = smtpTransport(`smtp://127.0.0.1:${port}`, "localhost").send(message);

  await expect(attempt).rejects.toThrow(String(code));
  await expect(attempt).rejects.not.toBeInstanceOf(PermanentMailError);
});

test("a closed port may open again", async () => {
  const port = await givenServer({});
  await new Promise<void>((done) => running.pop()?.close(() => done()));

  const attempt = smtpTransport(`smtp://127.0.0.1:${port}`, "localhost").send(message);

  await expect(attempt).rejects.toThrow("ECONNREFUSED");
  await expect(attempt).rejects.not.toBeInstanceOf(PermanentMailError);
});

test("an address with a comma is never two recipients", async () => {
  const recipients: string[] = [];
  const port = await givenServer({
    onRcptTo: ({ address }, _, done) => {
      recipients.push(address);
      done();
    },
    onData: (stream, _, done) => stream.resume().on("end", () => done()),
  });

  await smtpTransport(`smtp://127.0.0.1:${port}`, "localhost")
    .send({ ...message, to: "anna@example.com, mallory@evil.example" })
    .catch(() => {});

  expect(recipients.length).toBeLessThan(2);
  expect(recipients).not.toContain("mallory@evil.example");
});
