import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { givenOrganization } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { type Scope, scopes } from "@/lib/core/roles";
import { setAuditRetention } from "@/lib/domain/audit/commands";
import { resendContactLink } from "@/lib/domain/contact-emails/commands";
import { previewPolicy } from "@/lib/domain/security/queries";
import { codeOf, guarded } from "./given-policies";

/** What a key is not shown by way of what it may change. */

test("a preview tells a key that reads neither members nor keys how many are kept out, and not whom", async () => {
  const org = await guarded();
  await org.member("user");
  const seeing: Scope[] = ["security:read", "security:write"];

  const [counted, named] = await Promise.all(
    [seeing, [...seeing, "members:read" as const]].map(async (some) =>
      previewPolicy(await org.key(some), { requireSecondFactor: true }),
    ),
  );
  const blind = previewPolicy(await org.key(["security:write"]), { requireSecondFactor: true });

  expect(counted).toMatchObject({ totals: { members: 1 }, members: [] });
  expect(named).toMatchObject({ totals: { members: 1 }, members: [{}] });
  expect(await codeOf(blind)).toBe("not-found");
});

test.each<[string, (actor: Actor) => Promise<unknown>, Scope[]]>([
  [
    "how long the log is kept",
    (actor) => setAuditRetention(actor, { days: 90 }),
    ["security:write", "logs:read"],
  ],
  [
    "an address that waits to be confirmed",
    (actor) => resendContactLink(actor, { contact: "alerting" }),
    ["organization:write"],
  ],
])("a key needs both scopes for %s", async (_, deed, some) => {
  const org = await givenOrganization();
  await org.set({ pendingAlertingEmail: `${randomUUID()}@example.com` });

  const outcomes = [await codeOf(deed(await org.key(some))), await codeOf(deed(await org.key([...scopes])))];

  expect(outcomes).toEqual([some.includes("logs:read") ? "forbidden" : "not-found", "done"]);
});
