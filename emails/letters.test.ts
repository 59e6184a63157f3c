import { describe, expect, test } from "vitest";
import { type Letter, letters, renderLetter } from "./letters";

const link =
  "https://console.example.com/links/open?id=tok_1&secret=4fJq0m1Zr8yQd2TnXk7cVb5hLw9sEoPu3gAiRxNzC6M";
const at = "22 November 2026, 14:05 UTC";

/** Every letter, with the same words wherever a person chose them. */
function everyLetter(words: string): Letter[] {
  return [
    { template: "confirm-email", props: { name: words, link, expiresInMinutes: 30 } },
    { template: "already-registered", props: { name: words, signInLink: link } },
    {
      template: "magic-link",
      props: { name: words, link, expiresInMinutes: 10, device: words, ip: "203.0.113.7" },
    },
    { template: "reset-password", props: { name: words, link, expiresInMinutes: 30 } },
    {
      template: "password-changed",
      props: { name: words, at, ip: null, resetLink: link },
    },
    {
      template: "account-locked",
      props: { name: words, failures: 5, minutes: 30, ip: "203.0.113.7", unlockLink: link },
    },
    { template: "new-device", props: { name: words, device: words, ip: null, at, sessionsLink: link } },
    {
      template: "account-changed",
      props: { name: words, what: "passkey-added", detail: words, at, ip: null, securityLink: link },
    },
    { template: "change-email", props: { name: words, link, expiresInMinutes: 10 } },
    { template: "email-changed", props: { name: words, newEmail: words, at, ip: null } },
    {
      template: "second-factor-required",
      props: { name: words, organization: words, from: at, planned: false, securityLink: link },
    },
    { template: "step-up-code", props: { name: words, code: "042917", expiresInMinutes: 10 } },
    { template: "account-deleted", props: { name: words, at } },
    {
      template: "contact-email",
      props: { organization: words, contact: "alerting", link, expiresInDays: 7 },
    },
    {
      template: "ownership-offered",
      props: { name: words, organization: words, by: words, until: at, link },
    },
    {
      template: "ownership-answered",
      props: { name: words, organization: words, by: words, outcome: "accepted", link },
    },
    {
      template: "organization-deleted",
      props: { name: words, organization: words, by: words, until: at, link },
    },
    {
      template: "invitation",
      props: {
        organization: words,
        inviter: words,
        role: words,
        link,
        expiresInDays: 7,
        inviteeName: words,
        message: words,
      },
    },
    {
      template: "invitation-requested",
      props: { name: words, organization: words, invitee: words, email: words, link },
    },
    {
      template: "key-created",
      props: { name: words, organization: words, key: words, of: "user", by: words, expires: at, link },
    },
    {
      template: "key-rotated",
      props: {
        name: words,
        organization: words,
        key: words,
        of: "organization",
        by: words,
        expires: at,
        previousEnds: at,
        link,
      },
    },
    {
      template: "key-reveal",
      props: { name: words, organization: words, key: words, by: words, expiresInHours: 24, link },
    },
    {
      template: "key-ending",
      props: { name: words, organization: words, key: words, days: 14, at, link },
    },
    {
      template: "key-leaked",
      props: { name: words, organization: words, key: words, at, ip: null, link },
    },
  ];
}

/** The links that a letter carries: one of ours, or none. */
function linksOf({ props }: Letter): string[] {
  return Object.values(props).filter((value) => value === link);
}

function hrefs(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
}

function addresses(text: string): string[] {
  return text.match(/\w+:\/\/\S+|www\.\S+/gi) ?? [];
}

test("every letter we write is among those tested here", () => {
  expect(everyLetter("Anna").map(({ template }) => template)).toEqual(Object.keys(letters));
});

describe.each(everyLetter("Anna Keller"))("the letter $template", (letter) => {
  test("has a subject, greets by name and carries its link, if any, in HTML and in plain text", async () => {
    const { subject, html, text } = await renderLetter(letter);

    expect(subject).toMatch(/^\S.{5,100}\S$/);
    expect(hrefs(html)).toEqual(linksOf(letter).flatMap((own) => [own, own]));
    expect(addresses(text)).toEqual(linksOf(letter));
    for (const body of [html, text]) expect(body).toContain("Hello Anna Keller,");
    for (const body of [html, text]) expect(body).toContain("You got this letter because");
  });
});

const markup = "<img src=x onerror=alert(1)>";
const header = "A\r\nBcc: x@y\u0000\u2028";
const turned = "Acme \u202egpj.exe\u2066\u200b";

describe.each([
  ["markup", markup],
  ["a mail header", header],
  ["500 characters", "W".repeat(500)],
  ["500 emoji", "👩🏽‍🚀".repeat(500)],
  ["half a character", "Anna \ud83d"],
  ["a reversed direction", turned],
  ["a link", "https://evil.example/a, WWW.evil.example and http\u200b://evil.example"],
])("a name that is %s", (_, words) => {
  test.each(everyLetter(words))("is harmless in the letter $template", async (letter) => {
    const { subject, html, text } = await renderLetter(letter);

    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    expect([...subject].length).toBeLessThan(250);
    expect(html).not.toContain("<img");
    expect(hrefs(html)).toEqual(linksOf(letter).flatMap((own) => [own, own]));
    expect(addresses(subject)).toEqual([]);
    expect(addresses(text)).toEqual(linksOf(letter));
    expect(text).not.toMatch(/\p{Bidi_Control}|W{101}/u);
    expect(html).not.toMatch(/\p{Bidi_Control}|W{101}/u);
    expect(text).not.toMatch(/^Bcc/m);
    for (const part of [subject, html, text]) expect(part.isWellFormed()).toBe(true);
  });
});

test("a bare domain stays whole in the subject and cannot become a link in the letter", async () => {
  const props = {
    organization: "evil.example",
    inviter: "J. R. Weber",
    role: "Admin",
    link,
    expiresInDays: 1,
    inviteeName: null,
    message: null,
  };

  const { subject, html, text } = await renderLetter({ template: "invitation", props });

  expect(subject).toBe("J. R. Weber invited you to evil.example");
  expect(html).not.toContain("evil.example");
  for (const body of [html, text]) expect(body).toContain("evil .example");
  expect(text).toContain("J. R. Weber has invited you");
});

test("a letter without a name greets without one, and units agree with their number", async () => {
  const props = {
    organization: "Acme",
    inviter: "Anna",
    role: "User",
    link,
    expiresInDays: 1,
    inviteeName: "\u200b",
    message: null,
  };

  const { text } = await renderLetter({ template: "invitation", props });

  expect(text).toContain("Hello,\n");
  expect(text).toContain("valid for 1 day.");
});

test("an absent device and address leave a whole sentence", async () => {
  const props = { name: "Anna", link, expiresInMinutes: 10, device: null, ip: null };

  const { text } = await renderLetter({ template: "magic-link", props });

  expect(text).toContain("Here is the link you asked for. Open it in the browser you started in.");
});

describe("a change of one's account", () => {
  const props = { name: "Anna", at, ip: "203.0.113.7", securityLink: link };

  test.each([
    ["authenticator-added", null, "An authenticator app was added to your Steward account on 22"],
    ["authenticator-removed", null, "An authenticator app was removed from your Steward account on 22"],
    ["passkey-added", "Laptop", "The passkey “Laptop” was added to your Steward account on 22"],
    ["passkey-added", null, "A passkey was added to your Steward account on 22"],
    ["passkey-removed", "Laptop", "The passkey “Laptop” was removed from your Steward account on 22"],
    ["recovery-codes-made", null, "203.0.113.7. Any older ones no longer work."],
    ["recovery-code-used", "8", "203.0.113.7. Codes left: 8."],
    ["passkey-cloned", "Laptop", "The passkey “Laptop” of your Steward account was used, and refused, on 22"],
  ] as const)("is told in its own words: %s, %s", async (what, detail, words) => {
    const { subject, text } = await renderLetter({
      template: "account-changed",
      props: { ...props, what, detail },
    });

    expect(text.replace(/\s+/g, " ")).toContain(words);
    expect(text).toContain(subject);
    expect(text).not.toMatch(/null|undefined/);
  });

  test("raises an alarm over a copied passkey, and says to remove it whoever used it", async () => {
    const { subject, text } = await renderLetter({
      template: "account-changed",
      props: { ...props, what: "passkey-cloned", detail: "Laptop" },
    });

    expect(subject).toBe("One of your passkeys may have been copied");
    expect(text).toContain("Remove this passkey");
    expect(text).not.toContain("nothing to do");
  });
});

test.each([
  [30, "paused for 30 minutes, or until you unlock it."],
  [1, "paused for 1 minute, or until you unlock it."],
  [null, "paused until you unlock it."],
])("a lock of %s minutes says when it ends", async (minutes, words) => {
  const props = { name: "Anna", failures: 20, minutes, ip: null, unlockLink: link };

  const { text } = await renderLetter({ template: "account-locked", props });

  expect(text.replace(/\s+/g, " ")).toContain(words);
  expect(text).toContain("20 times in a row. Signing in");
});

test("a code stands alone on its line, and never where a locked phone would show it", async () => {
  const props = { name: "Anna", code: "042917", expiresInMinutes: 10 };

  const { subject, html, text } = await renderLetter({ template: "step-up-code", props });

  expect(text).toMatch(/^042917$/m);
  expect(subject).not.toContain("042917");
  expect(html.match(/042917/g)).toHaveLength(1);
  expect(html.indexOf("042917")).toBeGreaterThan(html.indexOf("Hello Anna"));
});

test("a new sign-in names its device in the subject", async () => {
  const props = { name: "Anna", device: "Firefox on Linux", ip: "203.0.113.7", at, sessionsLink: link };

  const { subject, text } = await renderLetter({ template: "new-device", props });

  expect(subject).toBe("New sign-in to Steward: Firefox on Linux");
  expect(text.replace(/\s+/g, " ")).toContain(
    "with Firefox on Linux, on 22 November 2026, 14:05 UTC from the address 203.0.113.7.",
  );
});
