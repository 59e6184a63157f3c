import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { givenOrganization, givenPerson, givenStranger, lettersTo, mailedSecret } from "@/db/testing";
import { inviteMembers } from "@/lib/domain/invitations/commands";
import { requestSignInLink } from "@/lib/domain/sign-in/commands";
import { sendMail } from "./mail";

const newAddress = () => `${randomBytes(8).toString("hex")}@example.com`;
const letter = {
  template: "already-registered",
  props: { name: "Ada", signInLink: "http://localhost:3000/" },
} as const;

/** Everything that lies in the queue's schema about mail, as text. */
async function queueAsText(): Promise<string> {
  const rows = await database().execute(sql`select j::text as job from jobs.job j where name = 'mail'`);
  return rows.map(({ job }) => job).join("\n");
}

test("a letter of a deed that is undone is never sent", async () => {
  const [undone, done] = [newAddress(), newAddress()];

  const attempt = change(pass({}), async (tx) => {
    await sendMail(tx, undone, letter);
    throw new Error("This deed fails after all.");
  });
  await expect(attempt).rejects.toThrow("fails after all");
  await change(pass({}), (tx) => sendMail(tx, done, letter));

  expect(await lettersTo(undone)).toEqual([]);
  expect(await lettersTo(done)).toEqual([letter]);
});

test("an invitation that cannot be written into the log sends no letter", async () => {
  const org = await givenOrganization();
  const email = newAddress();
  const unwritable = { ...org.owner, request: { ...org.owner.request, ip: "not an address" } };

  const attempt = inviteMembers(unwritable, {
    emails: [{ address: email }],
    role: "user",
    groupIds: [],
    expiresInDays: 7,
  });

  await expect(attempt).rejects.toThrow();
  expect(await lettersTo(email)).toEqual([]);
});

test("nobody who reads the queue learns a link or an address from it", async () => {
  const { email, name } = await givenPerson("Augusta Ada King");
  await requestSignInLink(givenStranger("a browser"), { email });

  const secret = await mailedSecret(email);
  const queue = await queueAsText();

  expect(queue).toContain("sealed");
  for (const clear of [secret, email, name, "/sign-in/confirm"]) expect(queue).not.toContain(clear);
});
