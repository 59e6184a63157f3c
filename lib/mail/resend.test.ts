import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { PermanentMailError } from "./message";
import { resendTransport } from "./resend";

const message = {
  id: "mal_01jd",
  to: "anna@example.com",
  from: "Steward <console@example.com>",
  subject: "A subject",
  html: "<p>An HTML part</p>",
  text: "A text part",
};

type Call = {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
};

const running: Server[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await new Promise((done) => server.close(done));
});

async function givenResend(status: number, answer: string) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await request.toArray()).join(""));
    calls.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(answer);
  });
  running.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { calls, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("a letter goes out with its key, both parts and its id against repetition", async () => {
  const { calls, baseUrl } = await givenResend(200, '{"id":"49a3999c"}');

  await resendTransport("re_123", `${baseUrl}/`).send(message);

  const { id, to, ...rest } = message;
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({
    method: "POST",
    url: "/emails",
    headers: { authorization: "Bearer re_123", "idempotency-key": "mal_01jd" },
    body: { ...rest, to: [to], headers: { "Auto-Submitted": "auto-generated" } },
  });
});

test.each([400, 404, 422])("an answer of %d is a refusal for good", async (statusCode) => {
  const answer = { statusCode, name: "validation_error", message: "Invalid `to` field." };
  const { baseUrl } = await givenResend(statusCode, JSON.stringify(answer));

  const attempt = resendTransport("re_123", baseUrl).send(message);

  await expect(attempt).rejects.toBeInstanceOf(PermanentMailError);
  await expect(attempt).rejects.toThrow("Invalid `to` field.");
});

test.each([401, 403, 408, 409, 429, 500, 503])("an answer of %d may pass", async (statusCode) => {
  const answer = { statusCode, name: "application_error", message: "Not now." };
  const { baseUrl } = await givenResend(statusCode, JSON.stringify(answer));

  const attempt = resendTransport("re_123", baseUrl).send(message);

  await expect(attempt).rejects.toThrow(`${statusCode}`);
  await expect(attempt).rejects.not.toBeInstanceOf(PermanentMailError);
});

test.each([
  [502, "<h1>Bad gateway</h1>"],
  [400, '{"error":"from something that is not Resend"}'],
  [200, "not JSON"],
])("an answer of %d that Resend would not give may pass", async (status, answer) => {
  const { baseUrl } = await givenResend(status, answer);

  const attempt = resendTransport("re_123", baseUrl).send(message);

  await expect(attempt).rejects.toThrow("Resend");
  await expect(attempt).rejects.not.toBeInstanceOf(PermanentMailError);
});

test("a closed port may open again", async () => {
  const { baseUrl } = await givenResend(200, "{}");
  await new Promise((done) => running.pop()?.close(done));

  const attempt = resendTransport("re_123", baseUrl).send(message);

  await expect(attempt).rejects.toThrow("no answer");
  await expect(attempt).rejects.not.toBeInstanceOf(PermanentMailError);
});
