import { and, eq, isNull, sql } from "drizzle-orm";
import { enter, pass, type Tx } from "@/db/door";
import { memberships, organizations, secondFactorExemptions, securityPolicies } from "@/db/schema";
import { day, minute, now } from "@/lib/core/clock";
import { ordinaryRules, type PasswordRules } from "@/lib/core/password-rules";
import { type Ladder, passwordLadder } from "./counters";
import { ownExemption } from "./exemptions";

export type PolicyRow = typeof securityPolicies.$inferSelect;

/** What the organizations of one person demand of their sign-in, the strictest of each. */
export type Demands = {
  /** The organizations that require a second factor of this person at this moment. */
  secondFactorBy: string[];
  /** Those that require one from some day on: whoever has one keeps it. */
  secondFactorSoonBy: string[];
  password: PasswordRules;
  /** Whose password rules they are; null where nobody demands more than is demanded of everyone. */
  passwordBy: string | null;
  /** How many of the last passwords may not come again. */
  passwordReuse: number;
  passwordMaxAgeMs: number | null;
  /** When wrong passwords make the account rest, and for how long. */
  lockout: Ladder;
};

/** Whether a requirement of a second factor holds at a moment, or is only announced. */
export function requiresFactorAt(
  { requireSecondFactor, secondFactorFrom }: Pick<PolicyRow, "requireSecondFactor" | "secondFactorFrom">,
  at: Date,
): boolean {
  return requireSecondFactor && (secondFactorFrom === null || secondFactorFrom <= at);
}

/** The demands of every open organization in which the person is active. Widens the transaction to the person's own rows. */
export async function demandsOn(tx: Tx, userId: string): Promise<Demands> {
  await enter(tx, pass({ userId }));
  const policies = await tx
    .select({
      organization: organizations.name,
      policy: securityPolicies,
      exempt: sql<boolean>`coalesce(${secondFactorExemptions.until} > ${now().toISOString()}::timestamptz, false)`,
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .innerJoin(securityPolicies, eq(securityPolicies.organizationId, memberships.organizationId))
    // Groups are not seen from here: of whoever is Admin by one of them, the gate finds out.
    .leftJoin(secondFactorExemptions, ownExemption)
    .where(
      and(eq(memberships.userId, userId), eq(memberships.status, "active"), isNull(organizations.deletedAt)),
    )
    .orderBy(organizations.name);
  return strictest(policies);
}

type Demand = { organization: string; policy: PolicyRow; exempt: boolean };

/** The strictest of several organizations' policies, point by point; pure. */
export function strictest(policies: Demand[]): Demands {
  const demands: Demands = {
    secondFactorBy: [],
    secondFactorSoonBy: [],
    password: ordinaryRules,
    passwordBy: null,
    passwordReuse: 0,
    passwordMaxAgeMs: null,
    lockout: passwordLadder,
  };
  for (const { organization, policy, exempt } of policies) {
    if (!exempt && requiresFactorAt(policy, now())) demands.secondFactorBy.push(organization);
    else if (policy.requireSecondFactor) demands.secondFactorSoonBy.push(organization);
    const { minLength, minStrength } = demands.password;
    if (policy.passwordMinLength > minLength || policy.passwordMinStrength > minStrength) {
      demands.password = {
        minLength: Math.max(minLength, policy.passwordMinLength),
        minStrength: Math.max(minStrength, policy.passwordMinStrength) as PasswordRules["minStrength"],
      };
      demands.passwordBy = organization;
    }
    demands.passwordReuse = Math.max(demands.passwordReuse, policy.passwordReuse);
    if (policy.passwordMaxAgeDays !== null)
      demands.passwordMaxAgeMs = Math.min(
        demands.passwordMaxAgeMs ?? Number.POSITIVE_INFINITY,
        policy.passwordMaxAgeDays * day,
      );
    demands.lockout = stricterLockout(demands.lockout, policy);
  }
  return demands;
}

/** The first rest as an organization wants it; the later ones are those of everyone, but never shorter than it. */
function stricterLockout(
  { every, holds }: Ladder,
  { lockoutThreshold, lockoutMinutes }: Pick<PolicyRow, "lockoutThreshold" | "lockoutMinutes">,
): Ladder {
  const shortest = lockoutMinutes * minute;
  return {
    every: Math.min(every, lockoutThreshold),
    holds: holds.map((hold) => Math.max(hold, shortest)),
  };
}
