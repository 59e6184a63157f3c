import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { renderLetter } from "@/emails/letters";
import { second, shiftClock } from "@/lib/core/clock";
import { listMailbox, mailboxTransport } from "./mailbox";

let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "steward-mailbox-"));
});

afterEach(async () => {
  shiftClock(0);
  await rm(data, { recursive: true });
});

function given(id: string, subject = "A subject") {
  return { id, to: "anna@example.com", from: "steward@localhost", subject, html: "<p>Hi</p>", text: "Hi" };
}

test("a mailbox that never got a letter is empty", async () => {
  expect(await listMailbox(data)).toEqual([]);
});

test("a letter is kept whole, with its link as a browser would follow it", async () => {
  const link = "http://localhost:3000/links/open?id=tok_1&secret=abc";
  const letter = await renderLetter({
    template: "confirm-email",
    props: { name: "Anna", link, expiresInMinutes: 30 },
  });
  const message = { id: "mal_01", to: "anna@example.com", from: "steward@localhost", ...letter };

  await mailboxTransport(data).send(message);

  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(await listMailbox(data)).toEqual([{ ...message, links: [link], at }]);
});

test("the newest letter comes first", async () => {
  const mailbox = mailboxTransport(data);

  for (const [index, id] of ["c", "a", "b"].entries()) {
    shiftClock(index * second);
    await mailbox.send(given(id));
  }

  expect((await listMailbox(data)).map(({ id }) => id)).toEqual(["b", "a", "c"]);
});

test("the same letter sent twice is there once", async () => {
  const mailbox = mailboxTransport(data);

  await Promise.all([mailbox.send(given("mal_01")), mailbox.send(given("mal_01"))]);

  expect(await listMailbox(data)).toHaveLength(1);
});

test("only the owner of the process can read a letter, and nothing half written is left", async () => {
  await mailboxTransport(data).send(given("mal_01"));

  const directory = join(data, "mailbox");
  expect(await readdir(directory)).toEqual(["mal_01.json"]);
  expect((await stat(join(directory, "mal_01.json"))).mode & 0o777).toBe(0o600);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test("the 501st letter pushes out the oldest", async () => {
  const mailbox = mailboxTransport(data);
  await mailbox.send(given("oldest"));

  for (let number = 0; number < 500; number++) await mailbox.send(given(`mal_${number}`));

  const ids = (await listMailbox(data)).map(({ id }) => id);
  expect(ids).toHaveLength(500);
  expect(ids).not.toContain("oldest");
  expect(ids).toContain("mal_499");
});

test.each(["../outside", "a/b", "", ".hidden", "a\0b", "x".repeat(101)])(
  "the id %j is refused",
  async (id) => {
    await expect(mailboxTransport(data).send(given(id))).rejects.toThrow("A message's id");
    expect(await listMailbox(data)).toEqual([]);
  },
);
