import { expect, test } from "vitest";
import { givenPerson } from "@/db/testing";
import { unlockUser } from "./users";

test("an account that is not locked is said to be so, however its address is typed", async () => {
  const { email } = await givenPerson();

  expect(await unlockUser(` ${email.toUpperCase()}`)).toEqual({ email, wasLocked: false });
});

test("an address without an account cannot be unlocked", async () => {
  await expect(unlockUser("nobody.at.all@example.com")).rejects.toMatchObject({ code: "not-found" });
});
