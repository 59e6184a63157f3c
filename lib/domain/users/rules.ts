import { AppError, invalidField } from "@/lib/core/errors";

/** Refuses unless the account's own email was typed. */
export function assertTypedEmail(typed: string, email: string): void {
  if (typed.trim().toLowerCase() !== email) throw invalidField("confirm", `Type ${email} to confirm.`);
}

/** Refuses to delete the only Owner of an organization, saying which. */
export function assertOwnsNoneAlone(organizations: { name: string }[]): void {
  if (organizations.length === 0) return;
  const names = organizations.map(({ name }) => name).join(", ");
  throw new AppError(
    "last-owner",
    `You are the only Owner of ${names}. Make someone else Owner there, or delete the organization, first.`,
  );
}
