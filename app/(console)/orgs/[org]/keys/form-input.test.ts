import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { changeKeyForm, createKeyForm } from "./form-input";

const typed = {
  whose: "mine",
  name: " Nightly ",
  scopes: ["members:read"],
  expiresInDays: "30",
  networks: "",
};
const wrong = (parsed: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  parsed.error?.issues.map(({ path, message }) => [path[0], message]);

test("a key of one's own is shown, and one's own number of days counts", () => {
  const read = createKeyForm.parse({ ...typed, life: "custom", expiresInDays: "45" });

  expect(read).toEqual({
    name: "Nightly",
    kind: "user",
    scopes: ["members:read"],
    expiresInDays: 45,
    networks: [],
    deliver: "show",
  });
});

test("an organization's key that goes by email names who gets it, and a member's whose it is", () => {
  const id = newId("member");
  const organizations = { ...typed, whose: "organization", deliver: "email" };
  const members = { ...typed, whose: "member", deliver: "email" };

  expect(createKeyForm.parse({ ...organizations, recipientId: id })).toMatchObject({
    kind: "organization",
    deliver: "email",
    recipientId: id,
  });
  expect(createKeyForm.parse({ ...members, memberId: id })).toMatchObject({ kind: "user", memberId: id });
  expect(wrong(createKeyForm.safeParse(organizations))).toEqual([
    ["recipientId", "Choose who gets the link."],
  ]);
  expect(wrong(createKeyForm.safeParse(members))).toEqual([["memberId", "Choose a member."]]);
});

test("networks are one a line, and what is wrong with one is told with its line", () => {
  const keyId = newId("key");
  const fields = { keyId, name: "Nightly", scopes: ["members:read"] };

  const read = changeKeyForm.parse({ ...fields, networks: "203.0.113.0/24\r\n\n  2001:db8::1 " });
  const refused = changeKeyForm.safeParse({ ...fields, networks: "203.0.113.0/24\n\n10.0.0.1/8\noffice" });

  expect(read.networks).toEqual(["203.0.113.0/24", "2001:db8::1/128"]);
  expect(wrong(refused)?.map(([field, words]) => [field, String(words).slice(0, 7)])).toEqual([
    ["networks", "Line 3:"],
    ["networks", "Line 4:"],
  ]);
});
