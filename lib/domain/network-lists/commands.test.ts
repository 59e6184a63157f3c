import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { networkLists } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { minute, now, second, shiftClock } from "@/lib/core/clock";
import { recordAudit } from "@/lib/domain/audit/record";
import { confirmNetworks, revertPolicy } from "@/lib/domain/security/commands";
import { findSecurityPolicy } from "@/lib/domain/security/queries";
import { codeOf, findVersion, home, set } from "@/tests/security/given-policies";
import { settleTrial } from "./commands";

const trial = 10 * minute + second;
const later = (org: GivenOrganization) => ({ ...org.owner, factorAt: now() });

/** Restricts the web app to the office and one more network, for good. */
async function restrict(org: GivenOrganization, cidr: string): Promise<void> {
  await set(org, { networks: [home, { cidr, note: "" }], networksForWeb: true });
  await confirmNetworks(org.owner, await findVersion(org));
}

test("a list that falls back stands in the audit log once, by the job that its trial leaves", async () => {
  const org = await givenOrganization();
  await restrict(org, "198.51.100.0/24");
  await set(org, { networks: [home] });
  const due = { organizationId: org.id };
  const left = await database().execute(
    sql`select from jobs.job where name = 'network-trial' and data ->> 'organizationId' = ${org.id} and start_after > now()`,
  );
  expect(left).toHaveLength(2);

  await settleTrial(due);
  shiftClock(trial);
  await settleTrial(due);
  await settleTrial(due);

  const [first, , ...trail] = await auditTrail(org.id);
  const [changed, fallen] = trail;
  expect(trail).toHaveLength(2);
  expect(fallen).toMatchObject({
    action: "policy.networks_dropped",
    actorName: "Steward",
    before: { networkList: changed?.after?.networkList },
    after: { networkList: first?.after?.networkList },
  });
});

test("a list that has fallen back is written down before the next change", async () => {
  const org = await givenOrganization();
  await set(org, { networks: [home], networksForWeb: true });
  shiftClock(trial);

  await set(org, { passwordMinLength: 12 }, later(org));

  expect((await auditTrail(org.id)).map(({ action }) => action)).toEqual([
    "policy.changed",
    "policy.networks_dropped",
    "policy.changed",
  ]);
});

test("lists go that neither hold nor would come back by a revert, and a revert that needs one says so", async () => {
  const org = await givenOrganization();
  for (const cidr of ["198.51.100.0/24", "203.0.113.0/24"]) await restrict(org, cidr);
  const [, , replaced] = await auditTrail(org.id);
  const lists = () => change(org.pass, (tx) => tx.select().from(networkLists));
  await set(org, { networks: [], networksForWeb: false });
  expect(await lists()).toHaveLength(2);
  await change(org.pass, async (tx) => {
    for (let i = 0; i < 50; i++) await recordAudit(tx, org.owner, "policy.changed", null);
  });

  await set(org, { networks: [home], networksForWeb: true });

  expect(await lists()).toHaveLength(1);
  const { version } = await findSecurityPolicy(org.owner);
  expect(await codeOf(revertPolicy(org.owner, { eventId: replaced?.id ?? "", version }))).toBe("conflict");
  expect(await findSecurityPolicy(org.owner)).toMatchObject({ version, networksForWeb: true });
});

test("a list that was put on trial since one looked is not confirmed unseen", async () => {
  const org = await givenOrganization();
  await set(org, { networks: [home], networksForWeb: true });
  const seen = await findVersion(org);
  await set(org, { networks: [home, { cidr: "203.0.113.0/24", note: "" }] });

  expect(await codeOf(confirmNetworks(org.owner, seen))).toBe("precondition-failed");

  expect((await findSecurityPolicy(org.owner)).trialUntil).not.toBeNull();
});
