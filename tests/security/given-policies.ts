import { database } from "@/db/client";
import { authenticators } from "@/db/schema";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import type { Actor, Person } from "@/lib/auth/actor";
import { sealTotp } from "@/lib/auth/totp";
import { now } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { changePolicy } from "@/lib/domain/security/commands";
import type { PolicyChange } from "@/lib/domain/security/input";
import { findSecurityPolicy } from "@/lib/domain/security/queries";

/** What the tests of policies begin with. */

/** Gives someone an authenticator app that is on. */
export async function withFactor({ userId }: { userId: string }): Promise<void> {
  const id = newId("authenticator");
  const sealedSecret = sealTotp(id, "none");
  await database()
    .insert(authenticators)
    .values({ id, userId, sealedSecret, createdAt: now(), confirmedAt: now() });
}

/** An organization whose Owner has a factor, so that one can be required. */
export async function guarded(): Promise<GivenOrganization> {
  const org = await givenOrganization();
  await withFactor(org.owner.person);
  return org;
}

/** Changes the policy as it stands. */
export async function set(org: GivenOrganization, change: PolicyChange, actor: Actor = org.owner) {
  const { version } = await findSecurityPolicy(actor);
  return changePolicy(actor, { version, change });
}

export async function findVersion(org: GivenOrganization) {
  const { version } = await findSecurityPolicy(org.owner);
  return { version };
}

/** The same person at another address. */
export const from = (person: Person, ip: string): Person => ({
  ...person,
  request: { ...person.request, ip },
});

/** The network in which everyone is whom a test makes. */
export const home = { cidr: "2001:db8::/32", note: "Office" };

/** The code with which a deed is refused, or `done`. */
export const codeOf = (deed: Promise<unknown>) =>
  deed.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
