import { describe, expect, test } from "vitest";
import { givenOrganization } from "@/db/testing";
import { hour, minute, second, shiftClock } from "@/lib/core/clock";
import { findKey } from "@/lib/domain/keys/queries";
import { memberFilter } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import { keyActor } from "./key-actor";
import { noteKeyUse } from "./key-use";

const request = { ip: "192.0.2.7", userAgent: "test", requestId: null };

describe("the use of a key", () => {
  test("is written down at most once a minute, with address and endpoint", async () => {
    const org = await givenOrganization();
    const secret = await org.keySecret(["organization:read"]);
    const lastUse = async () => (await keyActor(secret, request)).key.lastUsedAt;
    const use = async () => noteKeyUse(await keyActor(secret, request), "GET /members/{id}");

    await use();
    const first = await lastUse();
    shiftClock(minute - 5 * second);
    await use();
    const soon = await lastUse();
    shiftClock(minute + 5 * second);
    await use();
    const later = await lastUse();

    expect(first).toBeInstanceOf(Date);
    expect(soon).toEqual(first);
    expect(Number(later)).toBeGreaterThan(Number(first));
    const { id } = await keyActor(secret, request);
    expect(await findKey(org.owner, { keyId: id })).toMatchObject({
      lastUsedIp: "192.0.2.7",
      lastUsedEndpoint: "GET /members/{id}",
    });
  });

  test("tells the scopes that did something from those that were only granted", async () => {
    const org = await givenOrganization();
    const secret = await org.keySecret(["members:read", "members:write"]);
    const list = async () => {
      const actor = await keyActor(secret, request);
      await listMembers(actor, memberFilter.parse({}));
      await noteKeyUse(actor, "GET /members");
      return findKey(org.owner, { keyId: actor.id });
    };

    const first = await list();
    shiftClock(2 * hour);
    const later = await list();

    const uses = [first, later].map(
      ({ scopeUses }) => new Map(scopeUses.map(({ scope, usedAt }) => [scope, usedAt])),
    );
    expect(uses.map((use) => use.get("members:write"))).toEqual([null, null]);
    expect(Number(uses[1]?.get("members:read")) - Number(uses[0]?.get("members:read"))).toBeGreaterThan(hour);
  });
});
