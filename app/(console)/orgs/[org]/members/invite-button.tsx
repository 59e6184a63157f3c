import type { Actor } from "@/lib/auth/actor";
import { grantableRoles } from "@/lib/auth/permissions";
import { roleNames } from "@/lib/core/roles";
import { listGivableGroups } from "@/lib/domain/groups/queries";
import { InviteDialog } from "./invite-dialog";

/** The button that opens the invite dialog, with the roles and groups that this member may give. */
export async function InviteButton({ actor }: { actor: Actor }) {
  const groups = await listGivableGroups(actor);
  return (
    <InviteDialog
      org={actor.organization.slug}
      roles={grantableRoles(actor.permissions).map((role) => ({ value: role, label: roleNames[role] }))}
      groups={groups.map(({ id, name, role }) => ({
        value: id,
        label: name,
        hint: role ? `Gives the role ${roleNames[role]}` : undefined,
      }))}
    />
  );
}
