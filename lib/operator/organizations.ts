import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { change, pass, read, type Tx } from "@/db/door";
import { organizations, users } from "@/db/schema";
import { type Actor, operatorActor } from "@/lib/auth/actor";
import { assertPassword, hashPassword, newPasswordInput } from "@/lib/auth/password";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { emailInput } from "@/lib/core/input";
import { ordinaryRules } from "@/lib/core/password-rules";
import { foundOrganization } from "@/lib/domain/organizations/commands";
import { organizationInput } from "@/lib/domain/organizations/input";

/** The operator as an actor in the organization called `slug`. Refuses with *not found*. */
export async function operatorIn(slug: string): Promise<Actor> {
  const { id, name, adminsManageAdmins, dateFormat, timeFormat, timeZone } = organizations;
  const [organization] = await read(pass({ slug }), (tx) =>
    tx
      .select({
        id,
        slug: organizations.slug,
        name,
        adminsManageAdmins,
        dateFormat,
        timeFormat,
        timeZone,
      })
      .from(organizations)
      .where(and(eq(organizations.slug, slug), isNull(organizations.deletedAt))),
  );
  if (!organization) throw new AppError("not-found", `There is no organization called ${slug}.`);
  return operatorActor(organization);
}

export const newOrganizationInput = z.strictObject({
  name: organizationInput.shape.name,
  ownerEmail: emailInput,
  ownerPassword: newPasswordInput.optional(),
});
export type NewOrganizationInput = z.output<typeof newOrganizationInput>;

/** An organization just made, and whether its Owner's account was made with it or was there. */
export type NewOrganization = {
  id: string;
  slug: string;
  name: string;
  owner: { email: string; account: "made" | "kept" };
};

/**
 * Makes an organization and its Owner, as the operator. An account that its holder has proven keeps its name and
 * password; otherwise one is made, its address proven by the operator's word. Refuses a name that is taken, and
 * a password for an account that is there.
 */
export async function createOrganizationFor(input: NewOrganizationInput): Promise<NewOrganization> {
  const { name, ownerEmail: email } = input;
  const passwordHash = input.ownerPassword ? await hashPassword(input.ownerPassword) : null;
  const id = newId("organization");
  return change(pass({ organizationId: id }), async (tx) => {
    const owner = await ownerAccount(tx, email, input.ownerPassword, passwordHash);
    const details = { name, legalName: name, alertingEmail: email, invoicingEmail: email };
    const made = await foundOrganization(tx, {
      id,
      ownerId: owner.id,
      input: details,
      authorOf: operatorActor,
    });
    return { ...made, owner: { email, account: owner.account } };
  });
}

async function ownerAccount(
  tx: Tx,
  email: string,
  password: string | undefined,
  passwordHash: string | null,
) {
  const name = email.slice(0, email.indexOf("@"));
  if (password) assertPassword(password, ordinaryRules, { name, email });
  const proven = { name, passwordHash, emailVerifiedAt: now() };
  const fresh = { ...proven, id: newId("user"), email, createdAt: now() };
  const [made] = await tx.insert(users).values(fresh).onConflictDoNothing().returning({ id: users.id });
  if (made) return { id: made.id, account: "made" } as const;
  const [there] = await tx.select().from(users).where(eq(users.email, email)).for("update");
  if (!there) throw new Error("The account vanished while its organization was being made.");
  if (there.emailVerifiedAt) {
    if (password) {
      throw new AppError(
        "conflict",
        `${email} has an account already, and its password stays as it is. Leave --owner-password out.`,
      );
    }
    return { id: there.id, account: "kept" } as const;
  }
  // Whatever a stranger set on an account that nobody has proven is not its holder's.
  await tx.update(users).set(proven).where(eq(users.id, there.id));
  return { id: there.id, account: "made" } as const;
}
