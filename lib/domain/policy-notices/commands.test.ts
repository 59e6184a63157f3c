import { expect, test } from "vitest";
import { lettersTo } from "@/db/testing";
import { notifyOwing } from "@/lib/domain/security/commands";
import { guarded } from "@/tests/security/given-policies";

test("reminders that cannot be written into the audit log are not sent", async () => {
  const org = await guarded();
  const { person } = await org.member("user");
  const unwritable = { ...org.owner, request: { ...org.owner.request, ip: "not an address" } };

  await expect(notifyOwing(unwritable, {})).rejects.toThrow();

  expect(await lettersTo(person.email)).toEqual([]);
  expect(await notifyOwing(org.owner, {})).toEqual({ notified: 1 });
});
