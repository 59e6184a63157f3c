import { expect, test } from "vitest";
import { day, fromNow } from "@/lib/core/clock";
import { wallTime } from "@/lib/core/wall-clock";
import { exemptionForm, networksForm, passwordForm, secondFactorForm, sessionsForm } from "./form-input";

const carried = { version: "3" };
const fieldsOf = (parsed: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  parsed.error?.issues.map(({ path, message }) => [path[0], message]);

test("a list is one network a line, with its note after it", () => {
  const networks = "203.0.113.0/24 Office, Utrecht\r\n\n  2001:db8::/32\n198.51.100.7\tVPN";

  const { change } = networksForm.parse({ ...carried, networksForWeb: "on", networks });

  expect(change).toEqual({
    networksForWeb: true,
    networksForKeys: false,
    networks: [
      { cidr: "203.0.113.0/24", note: "Office, Utrecht" },
      { cidr: "2001:db8::/32", note: "" },
      { cidr: "198.51.100.7/32", note: "VPN" },
    ],
  });
});

test("what is wrong with a list is told with the number of the line", () => {
  const networks = "203.0.113.0/24 Office\n\n10.0.0.1/8\n203.0.113.0/24\n::/0";

  const parsed = networksForm.safeParse({ ...carried, networks });

  expect(fieldsOf(parsed)?.map(([field, words]) => [field, String(words).slice(0, 7)])).toEqual([
    ["networks", "Line 3:"],
    ["networks", "Line 5:"],
  ]);
});

test("a line without end is read as fast as it is long", () => {
  const networks = `${"a".repeat(200_000)}${",".repeat(200_000)}b\rc`;

  const parsed = networksForm.safeParse({ ...carried, networks });

  expect(fieldsOf(parsed)?.[0]).toEqual(["networks", "Line 1: A network has at most 100 characters."]);
});

test("an empty limit is none, and a unit counts", () => {
  const fields = { ...carried, idleUnit: "hours", absoluteUnit: "days" };

  const { change } = sessionsForm.parse({ ...fields, idleMinutes: "2", absoluteHours: "" });

  expect(change).toEqual({ idleMinutes: 120, absoluteHours: null });
});

test.each(["", "ten", "1.5", "-1", "1e99"])(
  "%j is no length of a password, and told at its field",
  (typed) => {
    const fields = { passwordMinStrength: "0", passwordReuse: "0", passwordMaxAgeDays: "" };
    const lock = { lockoutThreshold: "5", lockoutMinutes: "5" };

    const parsed = passwordForm.safeParse({ ...carried, ...fields, ...lock, passwordMinLength: typed });

    expect(fieldsOf(parsed)?.[0]).toEqual([
      "passwordMinLength",
      "The shortest password is a whole number of characters from 8 to 64.",
    ]);
  },
);

test("a requirement begins by the clock of the person who writes it", () => {
  const [at, zone] = [fromNow(90 * day), "Asia/Kolkata"];
  const fields = { ...carried, requireSecondFactor: "on", zone };

  const { change } = secondFactorForm.parse({ ...fields, secondFactorFrom: wallTime(at, zone) });

  expect(change.secondFactorFrom?.toISOString().slice(0, 19)).toBe(at.toISOString().slice(0, 19));
});

test("a requirement that holds already keeps its day where the form does not ask for one", () => {
  const { change } = secondFactorForm.parse({ ...carried, requireSecondFactor: "on", zone: "UTC" });

  expect(change).toEqual({ requireSecondFactor: true });
});

test("an exemption without an end, or without a member, is refused at its field", () => {
  const fields = { reason: "On leave, no phone", zone: "UTC" };

  expect(fieldsOf(exemptionForm.safeParse({ ...fields, memberId: "mem_x", until: "" }))).toEqual([
    ["until", "Choose a day."],
  ]);
  expect(fieldsOf(exemptionForm.safeParse({ ...fields, until: "2999-01-01" }))).toEqual([
    ["memberId", "Choose a member."],
  ]);
});
