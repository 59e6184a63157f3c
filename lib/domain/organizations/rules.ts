import { eq } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { organizationSlugs, organizations } from "@/db/schema";
import type { Actor, Person } from "@/lib/auth/actor";
import { AppError, invalidField } from "@/lib/core/errors";
import { foldName } from "@/lib/core/text";
import { contactFields } from "@/lib/domain/contact-emails/rules";
import { reservedSlugs, type SettingsChange } from "./input";

/** What every new organization starts with. */
export const firstPlan = { plan: "Community", seats: 1_000 } as const;

/** A slug that the address bar has no other use for; `organization` when the name has no Latin letter. */
export function usableSlug(slug: string): string {
  return slug === "" || reservedSlugs.has(slug) ? `organization${slug && "-"}${slug}` : slug;
}

/** Refuses unless the name was typed just as it stands. */
export function assertTyped(typed: string, name: string): void {
  if (typed.trim() !== name) throw invalidField("confirm", `Type ${name} to confirm.`);
}

/** Refuses whoever is no Owner, and every key: an Owner decides in person what Admins may do to each other. */
export function assertOwner(actor: Actor): void {
  if (actor.kind === "key" || !actor.roles.includes("owner"))
    throw new AppError("forbidden", "Only an Owner may change this.");
}

type Contact = keyof typeof contactFields;
const contacts = Object.keys(contactFields) as Contact[];

type Settings = typeof organizations.$inferSelect;

/** The organization as it is stored. Needs its lock where something is to be changed. */
export async function storedOrganization(tx: Tx, organizationId: string): Promise<Settings> {
  const [found] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
  if (!found) throw new Error("The organization of a grant is gone.");
  return found;
}

/** What an organization's address is shown and logged as. */
export const organizationTarget = ({ id, name }: { id: string; name: string }) =>
  ({ kind: "organization", id, name }) as const;

type Stored = Partial<typeof organizations.$inferInsert>;

/** What has to be stored for a change, which addresses have to be asked, and for which contacts nothing is asked any more. */
export type SettingsPlan = {
  set: Stored;
  asked: { contact: Contact; email: string }[];
  dropped: Contact[];
};

/**
 * What a change of settings comes to: only what differs. Another contact address waits until it is confirmed from its own
 * mailbox; naming the one that holds takes the waiting one back. Pure.
 */
export function planOf(
  before: Settings,
  { alertingEmail, invoicingEmail, ...wanted }: SettingsChange,
): SettingsPlan {
  const differing = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && value !== before[name as keyof Settings],
  );
  const set: Stored = Object.fromEntries(differing);
  if (set.name !== undefined) set.foldedName = foldName(set.name);
  const plan: SettingsPlan = { set, asked: [], dropped: [] };
  const emails = { alerting: alertingEmail, invoicing: invoicingEmail };
  for (const contact of contacts) {
    const { held, pending } = contactFields[contact];
    const email = emails[contact];
    if (email === undefined || email === before[pending]) continue;
    if (email !== before[held]) {
      set[pending] = email;
      plan.asked.push({ contact, email });
    } else if (before[pending] !== null) {
      set[pending] = null;
      plan.dropped.push(contact);
    }
  }
  return plan;
}

/** So many former addresses lead to an organization at most: each is one that no other can have. */
const mostFormerSlugs = 5;

/** Refuses an address beyond those that an organization may have had, unless it was its own once. Needs its lock. */
export async function assertSlugLeft(tx: Tx, organizationId: string, wanted: string): Promise<void> {
  const kept = await tx
    .select({ slug: organizationSlugs.slug })
    .from(organizationSlugs)
    .where(eq(organizationSlugs.organizationId, organizationId));
  const own = kept.map(({ slug }) => slug);
  if (own.length <= mostFormerSlugs || own.includes(wanted)) return;
  const message = `This organization has had ${own.length} addresses, and all of them go on leading here. Choose one of these: ${own.toSorted().join(", ")}.`;
  throw new AppError("conflict", message, { fields: [{ field: "slug", message }] });
}

/** The values of a change before and after, as the audit log shows them. */
export function differences(before: Settings, { foldedName: _, version: __, ...set }: Stored) {
  const names = Object.keys(set) as (keyof Settings)[];
  return { before: Object.fromEntries(names.map((name) => [name, before[name]])), after: set };
}

/** Which unique name or address a failed statement met; null where it failed of something else. */
export function takenBy(error: unknown): "name" | "slug" | null {
  const { constraint_name: constraint } = ((error as Error).cause ?? error) as { constraint_name?: string };
  if (constraint === "organizations_folded_name_key") return "name";
  return constraint === "organizations_slug_key" ? "slug" : null;
}

const takenWords = {
  name: "An organization of this name exists already. Choose another name.",
  slug: "This address is taken, or was once another organization's. Choose another.",
};

/** The refusal of a name that another organization has, however it is written, or of an address that it has or had. */
export function refuseTaken(error: unknown): never {
  const field = takenBy(error);
  if (field === null) throw error;
  const message = takenWords[field];
  throw new AppError("name-taken", message, { fields: [{ field, message }], cause: error });
}

/** Who a person is to the organization they are making, before they are a member of it. */
export function founder(person: Person, organization: { id: string }) {
  return {
    kind: "user",
    id: person.userId,
    name: person.name,
    organizationId: organization.id,
    request: person.request,
  } as const;
}
