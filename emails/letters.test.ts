import { describe, expect, test } from "vitest";
import { type Letter, letters, renderLetter } from "./letters";

const link =
  "https://console.example.com/links/open?id=tok_1&secret=4fJq0m1Zr8yQd2TnXk7cVb5hLw9sEoPu3gAiRxNzC6M";

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
      props: { name: words, at: "22 November 2026, 14:05 UTC", ip: null, resetLink: link },
    },
    {
      template: "invitation",
      props: { organization: words, inviter: words, role: words, link, expiresInDays: 7, inviteeName: words },
    },
  ];
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
  test("has a subject, greets by name and carries its link in HTML and in plain text", async () => {
    const { subject, html, text } = await renderLetter(letter);

    expect(subject).toMatch(/^\S.{5,100}\S$/);
    expect(hrefs(html)).toEqual([link, link]);
    expect(addresses(text)).toEqual([link]);
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
    expect(hrefs(html)).toEqual([link, link]);
    expect(addresses(subject)).toEqual([]);
    expect(addresses(text)).toEqual([link]);
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
