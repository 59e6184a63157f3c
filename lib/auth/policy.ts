import { and, eq } from "drizzle-orm";
import { enter, pass, type Tx } from "@/db/door";
import { memberships, organizations, securityPolicies } from "@/db/schema";
import { ordinaryRules, type PasswordRules } from "@/lib/core/password-rules";

/** What the organizations of one person demand of their sign-in, the strictest of each. */
export type Demands = {
  /** The organizations that require a second factor. */
  secondFactorBy: string[];
  password: PasswordRules;
  /** Whose password rules they are; null where nobody demands more than is demanded of everyone. */
  passwordBy: string | null;
};

/** The demands of every organization in which the person is active. Widens the transaction to the person's own rows. */
export async function demandsOn(tx: Tx, userId: string): Promise<Demands> {
  await enter(tx, pass({ userId }));
  const policies = await tx
    .select({ organization: organizations.name, policy: securityPolicies })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .innerJoin(securityPolicies, eq(securityPolicies.organizationId, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), eq(memberships.status, "active")))
    .orderBy(organizations.name);
  const demands: Demands = { secondFactorBy: [], password: ordinaryRules, passwordBy: null };
  for (const { organization, policy } of policies) {
    if (policy.requireSecondFactor) demands.secondFactorBy.push(organization);
    const stricter = strictest(demands.password, policy);
    if (stricter !== demands.password)
      Object.assign(demands, { password: stricter, passwordBy: organization });
  }
  return demands;
}

function strictest(
  rules: PasswordRules,
  { passwordMinLength, passwordMinStrength }: typeof securityPolicies.$inferSelect,
): PasswordRules {
  if (passwordMinLength <= rules.minLength && passwordMinStrength <= rules.minStrength) return rules;
  return {
    minLength: Math.max(rules.minLength, passwordMinLength),
    minStrength: Math.max(rules.minStrength, passwordMinStrength) as PasswordRules["minStrength"],
  };
}
