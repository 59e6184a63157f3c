import type { Person } from "@/lib/auth/actor";
import { AppError, invalidField } from "@/lib/core/errors";

/** What every new organization starts with. */
export const firstPlan = { plan: "Community", seats: 1_000 } as const;

/** Words of the address bar that no organization may be called. */
const reservedSlugs = new Set(["new"]);

/** A slug that the address bar has no other use for; `organization` when the name has no Latin letter. */
export function usableSlug(slug: string): string {
  return slug === "" || reservedSlugs.has(slug) ? `organization${slug && "-"}${slug}` : slug;
}

/** Refuses unless the name was typed just as it stands. */
export function assertTyped(typed: string, name: string): void {
  if (typed.trim() !== name) throw invalidField("confirm", `Type ${name} to confirm.`);
}

/** Refuses a name that another organization has, however it is written. */
export function nameTaken(): AppError {
  return new AppError("name-taken", "An organization of this name exists already. Choose another name.", {
    fields: [{ field: "name", message: "An organization of this name exists already. Choose another name." }],
  });
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
