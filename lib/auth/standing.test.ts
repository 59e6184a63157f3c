import { describe, expect, test } from "vitest";
import { givenOrganization } from "@/db/testing";
import { changeKey, createKey, revokeKey, rotateKey } from "@/lib/domain/keys/commands";
import { changeKeyInput, createKeyInput, rotateKeyInput } from "@/lib/domain/keys/input";
import { keyActor } from "./key-actor";

const request = { ip: "192.0.2.7", userAgent: "test", requestId: null };

/** A key that makes keys, as it came in with its secret, and then what was done to it meanwhile. */
async function givenKeyUnderWay() {
  const org = await givenOrganization();
  const made = await createKey(
    org.owner,
    createKeyInput.parse({ name: "Deploy", kind: "organization", scopes: ["keys:write", "members:read"] }),
  );
  const actor = await keyActor(made.secret ?? "", request);
  const deed = () =>
    createKey(actor, createKeyInput.parse({ name: "Next", kind: "organization", scopes: ["members:read"] }));
  return { org, actor, deed, keyId: made.id };
}

describe("a key whose deed is under way", () => {
  test.each([
    ["is revoked", "forbidden", async ({ org, keyId }) => revokeKey(org.owner, { keyId })],
    [
      "has another secret by a rotation without overlap",
      "forbidden",
      async ({ org, keyId }) => rotateKey(org.owner, rotateKeyInput.parse({ keyId, overlapMinutes: 0 })),
    ],
    [
      "loses a scope",
      "forbidden",
      async ({ org, keyId }) => changeKey(org.owner, changeKeyInput.parse({ keyId, scopes: ["keys:write"] })),
    ],
    [
      "is held to other networks",
      "address-not-allowed",
      async ({ org, keyId }) =>
        changeKey(org.owner, changeKeyInput.parse({ keyId, networks: ["203.0.113.0/24"] })),
    ],
  ] satisfies [string, string, (given: Awaited<ReturnType<typeof givenKeyUnderWay>>) => Promise<unknown>][])(
    "does not do it once the key %s",
    async (_, code, meanwhile) => {
      const given = await givenKeyUnderWay();

      await meanwhile(given);

      await expect(given.deed()).rejects.toMatchObject({ code });
    },
  );

  test("cannot rotate itself back with the secret that was rotated away", async () => {
    const { org, actor, keyId } = await givenKeyUnderWay();
    await rotateKey(org.owner, rotateKeyInput.parse({ keyId, overlapMinutes: 0 }));

    await expect(rotateKey(actor, rotateKeyInput.parse({ keyId, overlapMinutes: 0 }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("goes on while a rotation overlaps, and when nothing of it changed", async () => {
    const { org, deed, keyId } = await givenKeyUnderWay();
    await rotateKey(org.owner, rotateKeyInput.parse({ keyId, overlapMinutes: 15 }));

    await expect(deed()).resolves.toMatchObject({ name: "Next" });
  });
});
