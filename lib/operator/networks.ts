import { eq } from "drizzle-orm";
import { change, pass } from "@/db/door";
import { securityPolicies } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization } from "@/lib/domain/members/rules";
import { noteFallenList } from "@/lib/domain/network-lists/rules";
import { policyOf } from "@/lib/domain/security/rules";

/** Lets an organization be entered from everywhere again, whoever is shut out; answers whether a list held. */
export async function clearNetworks(operator: Actor): Promise<{ cleared: boolean }> {
  const { id, name } = operator.organization;
  return change(pass({ organizationId: id }), async (tx) => {
    await lockOrganization(tx, { organizationId: id });
    await noteFallenList(tx, operator.organization);
    const { listId, confirmedListId, version } = await policyOf(tx, id);
    if (listId === null && confirmedListId === null) return { cleared: false };
    await tx
      .update(securityPolicies)
      .set({ networkListId: null, trialListId: null, trialUntil: null, version: version + 1 })
      .where(eq(securityPolicies.organizationId, id));
    const values = { before: { networkList: listId }, after: { networkList: null } };
    await recordAudit(tx, operator, "policy.changed", { kind: "organization", id, name }, values);
    return { cleared: true };
  });
}
