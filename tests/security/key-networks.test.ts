import { expect, test } from "vitest";
import { givenOrganization, lettersTo } from "@/db/testing";
import { keyActor } from "@/lib/auth/key-actor";
import type { Scope } from "@/lib/core/roles";
import { changeKey, createKey, rotateKey } from "@/lib/domain/keys/commands";
import { changeKeyInput, createKeyInput } from "@/lib/domain/keys/input";
import { codeOf } from "./given-policies";

const office = "2001:db8::/32";
const scopes: Scope[] = ["keys:read", "keys:write"];
const keyFor = (networks: string[], wanted = scopes) =>
  createKeyInput.parse({ name: "Nightly", kind: "organization", scopes: wanted, networks });

test("a key that works from some networks makes, widens and rotates no key that works from others", async () => {
  const org = await givenOrganization();
  const { secret, id: keyId } = await createKey(org.owner, keyFor([office]));
  const key = await keyActor(secret ?? "", org.owner.request);
  const anywhere = await createKey(org.owner, keyFor([], ["keys:read"]));
  const change = (input: object) => codeOf(changeKey(key, changeKeyInput.parse(input)));
  const rotate = (id: string) => codeOf(rotateKey(key, { keyId: id, overlapMinutes: 15 }));

  const outcomes = {
    makes: [await codeOf(createKey(key, keyFor([]))), await codeOf(createKey(key, keyFor([office])))],
    widensItself: await change({ keyId, networks: [] }),
    widensAnother: await change({ keyId: anywhere.id, scopes }),
    narrowsItself: await change({ keyId, networks: ["2001:db8::/33", "2001:db8:8000::/33"] }),
    rotates: [await rotate(anywhere.id), await rotate(keyId)],
  };

  expect(outcomes).toEqual({
    makes: ["forbidden", "done"],
    widensItself: "forbidden",
    widensAnother: "forbidden",
    narrowsItself: "done",
    rotates: ["forbidden", "done"],
  });
});

test("whoever answers for a key hears that it was rotated, and until when the secret before works", async () => {
  const org = await givenOrganization();
  const user = await org.member("user");
  const { id } = await createKey(user, createKeyInput.parse({ name: "Mine", scopes: ["organization:read"] }));

  await rotateKey(user, { keyId: id, overlapMinutes: 60 });
  await rotateKey(user, { keyId: id, overlapMinutes: 0 });

  expect(await lettersTo(user.person.email)).toMatchObject([
    { template: "key-created" },
    { template: "key-rotated", props: { by: user.name, previousEnds: expect.any(String) } },
    { template: "key-rotated", props: { previousEnds: null } },
  ]);
});
