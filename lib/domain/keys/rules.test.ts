import { expect, test } from "vitest";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { keyActor } from "@/lib/auth/key-actor";
import { minute, now } from "@/lib/core/clock";
import type { Role } from "@/lib/core/roles";
import { createApiOnlyMember } from "@/lib/domain/members/commands";
import { changeKey, createKey, revokeKey } from "./commands";
import { createKeyInput } from "./input";
import { findKey } from "./queries";

const request = { ip: "192.0.2.7", userAgent: "test", requestId: null };

const codeOf = (deed: Promise<unknown>) =>
  deed.then(
    () => "done",
    ({ code }) => code as string,
  );

/** A key that reads from one network, of someone who signs in or of a machine that an Owner made. */
async function givenKeyOf(org: GivenOrganization, role: Role, apiOnly: boolean) {
  const person = apiOnly ? null : await org.member(role);
  const made =
    person ?? (await createApiOnlyMember(org.owner, { name: "Robot", role: "user", groupIds: [] }));
  await org.setMember(made.id, { role });
  const secret = await org.keySecret(["logs:read", "members:read", "keys:write"], { id: made.id } as Actor);
  const key = await keyActor(secret, request);
  const holder: Actor = person ?? key;
  await changeKey(org.owner, { keyId: key.id, networks: ["192.0.2.0/24"] });
  return { keyId: key.id, holder };
}

/** What came of every way in which a key may do more, then of a new name. */
async function widened(actor: Actor, keyId: string) {
  return {
    scopes: await codeOf(changeKey(actor, { keyId, scopes: ["logs:read", "members:read", "keys:read"] })),
    networks: await codeOf(changeKey(actor, { keyId, networks: ["192.0.0.0/16"] })),
    anywhere: await codeOf(changeKey(actor, { keyId, networks: [] })),
    name: await codeOf(changeKey(actor, { keyId, name: "Renamed" })),
  };
}

const refused = { scopes: "forbidden", networks: "forbidden", anywhere: "forbidden", name: "forbidden" };
const done = { scopes: "done", networks: "done", anywhere: "done", name: "done" };

test.each([
  ["an Owner", "owner", false, refused],
  ["another Admin", "admin", false, refused],
  ["an API-only Owner", "owner", true, refused],
  ["a User", "user", false, { ...refused, name: "done" }],
  ["an API-only User", "user", true, done],
] as const)(
  "the key of %s is widened by no Admin that may not have its secret, and taken from by each",
  async (_, role, apiOnly, outcome) => {
    const org = await givenOrganization();
    const admins = [
      await org.member("admin"),
      await org.key(["keys:read", "keys:write", "members:read", "members:write", "logs:read"]),
    ];
    for (const admin of admins) {
      const { keyId } = await givenKeyOf(org, role, apiOnly);

      expect((await findKey(admin, { keyId })).may).toMatchObject({
        change: outcome.name === "done",
        widen: outcome.scopes === "done",
        rotate: outcome.scopes === "done",
        revoke: true,
      });
      expect(await widened(admin, keyId)).toEqual(outcome);
      expect(await codeOf(changeKey(admin, { keyId, scopes: ["logs:read"] }))).toBe("done");
      expect(await codeOf(changeKey(admin, { keyId, networks: ["192.0.2.7/32"] }))).toBe("done");
      expect(await codeOf(revokeKey(admin, { keyId }))).toBe("done");
    }
  },
);

test("a person widens a key of their own, and a machine what is not where it works from", async () => {
  const org = await givenOrganization();
  const owners = await givenKeyOf(org, "owner", false);
  const robots = await givenKeyOf(org, "owner", true);

  expect(await widened(owners.holder, owners.keyId)).toEqual(done);
  const { holder, keyId } = robots;
  expect(
    await codeOf(changeKey(holder, { keyId, scopes: ["logs:read", "keys:write"], name: "Renamed" })),
  ).toBe("done");
  expect(await codeOf(changeKey(holder, { keyId, networks: [] }))).toBe("forbidden");
});

test("to let a key that changes things work from more networks asks for a recent proof, to take some away does not", async () => {
  const org = await givenOrganization();
  const inputFor = (scope: "logs:read" | "members:write") =>
    createKeyInput.parse({ name: "CI", kind: "organization", scopes: [scope], networks: ["192.0.2.0/24"] });
  const { id: writes } = await createKey(org.owner, inputFor("members:write"));
  const { id: reads } = await createKey(org.owner, inputFor("logs:read"));
  const stale = { ...org.owner, factorAt: new Date(now().getTime() - 11 * minute) };

  for (const networks of [[], ["192.0.0.0/16"], ["192.0.2.0/24", "2001:db8::/32"]]) {
    expect(await codeOf(changeKey(stale, { keyId: writes, networks }))).toBe("step-up-required");
    expect(await codeOf(changeKey(stale, { keyId: reads, networks }))).toBe("done");
  }
  expect(await codeOf(changeKey(stale, { keyId: writes, networks: ["192.0.2.7/32", "192.0.2.64/26"] }))).toBe(
    "done",
  );
});
