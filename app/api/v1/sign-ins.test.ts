import { expect, test } from "vitest";
import { change } from "@/db/door";
import { organizationSignIns } from "@/db/schema";
import { givenOrganization } from "@/db/testing";
import { fromNow, hour } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { api } from "./api";

test("with format=jsonl every attempt that fits is answered on a line, as the list has it, and a file is carried on from its last", async () => {
  const org = await givenOrganization();
  const key = await org.keySecret(["logs:read"]);
  const attempts = [3, 2, 1].map((hours) => ({
    organizationId: org.id,
    id: newId("signInAttempt"),
    at: fromNow(-hours * hour),
    memberId: newId("member"),
    userId: newId("user"),
    name: "Ada Lovelace",
    email: "ada@example.com",
    method: "password" as const,
    outcome: "success" as const,
  }));
  await change(org.pass, (tx) => tx.insert(organizationSignIns).values(attempts));
  const ask = async (query: string) =>
    api.request(`/api/v1/sign-ins?${query}`, { headers: { authorization: `Bearer ${key}` } });

  const answer = await ask("format=jsonl&order=asc&limit=1");
  const text = await answer.text();
  const more = await (await ask(`format=jsonl&order=asc&after=${attempts[1]?.id}`)).text();

  expect(answer.headers.get("content-type")).toBe("application/jsonl");
  const lines = text.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual((await (await ask("order=asc")).json()).data);
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(attempts.map(({ id }) => id));
  expect(more).toBe(`${lines[2]}\n`);
});
