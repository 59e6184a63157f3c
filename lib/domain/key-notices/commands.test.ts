import { describe, expect, test } from "vitest";
import { givenOrganization, lettersTo } from "@/db/testing";
import { day, hour, shiftClock } from "@/lib/core/clock";
import { createKey, revokeKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { createApiOnlyMember } from "@/lib/domain/members/commands";
import { announceKeyEnds } from "./commands";

const inputFor = (more: object) =>
  createKeyInput.parse({ name: "Nightly", scopes: ["organization:read"], expiresInDays: 20, ...more });

async function told(email: string): Promise<string[]> {
  return (await lettersTo(email)).map(({ template, props }) =>
    "days" in props ? `${template} ${props.days}` : template,
  );
}

describe("the end of a key", () => {
  test("is told to its holder fourteen days before and three, once each", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    await createKey(user, inputFor({}));
    const letters: string[][] = [];

    for (const passed of [5 * day, 6 * day + hour, 7 * day, 17 * day + hour, 18 * day, 21 * day]) {
      shiftClock(passed);
      await Promise.all([announceKeyEnds(), announceKeyEnds()]);
      letters.push((await told(user.person.email)).slice(1));
    }

    const [first, last] = ["key-ending 14", "key-ending 3"];
    expect(letters).toEqual([[], [first], [first], [first, last], [first, last], [first, last]]);
    expect(await told(org.owner.person.email)).toEqual([]);
  });

  test("of the organization's key, or of a machine's, is told to its maker and the Owners", async () => {
    const org = await givenOrganization();
    const [admin, other] = [await org.member("admin"), await org.member("admin")];
    const { id: memberId } = await createApiOnlyMember(org.owner, {
      name: "Robot",
      role: "user",
      groupIds: [],
    });
    await createKey(admin, inputFor({ kind: "organization" }));
    await createKey(admin, inputFor({ memberId }));
    shiftClock(7 * day);

    await announceKeyEnds();

    const both = ["key-created", "key-created", "key-ending 13", "key-ending 13"];
    for (const { person } of [admin, org.owner]) expect(await told(person.email)).toEqual(both);
    expect(await told(other.person.email)).toEqual([]);
  });

  test("is not told of keys that work no more, wait to be opened, or were made for a few days", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const revoked = await createKey(user, inputFor({}));
    await revokeKey(user, { keyId: revoked.id });
    await createKey(user, inputFor({ deliver: "email" }));
    await createKey(user, inputFor({ expiresInDays: 10 }));
    const before = (await told(user.person.email)).length;

    for (const passed of [hour, 6 * day + hour]) {
      shiftClock(passed);
      await announceKeyEnds();
    }

    expect((await told(user.person.email)).slice(before)).toEqual([]);
  });
});
