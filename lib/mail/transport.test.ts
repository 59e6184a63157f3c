import { expect, test } from "vitest";
import { chooseTransport } from "./transport";

const local = {
  HOST: "127.0.0.1",
  APP_URL: "http://localhost:3000",
  STEWARD_DATA: ".data",
  TRUSTED_PROXIES: [] as string[],
};
const smtp = { SMTP_URL: "smtp://127.0.0.1:25" };
const resend = { RESEND_API_KEY: "re_123" };

test.each([
  ["resend", { ...local, ...smtp, ...resend }],
  ["smtp", { ...local, ...smtp }],
  ["mailbox", local],
  ["mailbox", { ...local, HOST: "::1" }],
  ["none", { ...local, HOST: "0.0.0.0" }],
  ["none", { ...local, HOST: "::" }],
  ["none", { ...local, HOST: "192.168.1.4" }],
  ["none", { ...local, APP_URL: "https://console.example.com" }],
  ["none", { ...local, TRUSTED_PROXIES: ["127.0.0.1/32"] }],
])("letters leave by %s with %o", (name, configuration) => {
  expect(chooseTransport(configuration).name).toBe(name);
});

test("without a transport sending fails and says what to set", async () => {
  const message = {
    id: "mal_01",
    to: "a@example.com",
    from: "b@example.com",
    subject: "",
    html: "",
    text: "",
  };

  const attempt = chooseTransport({ ...local, HOST: "0.0.0.0" }).send(message);

  await expect(attempt).rejects.toThrow("set RESEND_API_KEY or SMTP_URL");
});
