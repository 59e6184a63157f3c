"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { changeRole, disable, enable, remove } from "@/app/(console)/orgs/[org]/members/actions";
import { SelectField } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { useFocusKept } from "@/components/ui/use-focus-kept";
import type { MemberStatus, Role } from "@/lib/core/roles";

type MemberMenuProps = {
  org: string;
  member: { id: string; name: string; email: string; role: Role; status: MemberStatus };
  roles: { value: string; label: string }[];
};

/** What may be done to one member, each deed behind a dialog that says what it means. */
export function MemberMenu({ org, member, roles }: MemberMenuProps) {
  const [deed, setDeed] = useState<"role" | "status" | "remove" | null>(null);
  const keepFocus = useFocusKept();
  const shared = { open: true, onOpenChange: () => setDeed(null), fields: { memberId: member.id } };
  const disabled = member.status === "disabled";
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`Actions for ${member.name}`}>
            <MoreHorizontal />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={() => setDeed("role")}>Change role…</MenuItem>
          <MenuItem onSelect={() => setDeed("status")}>{disabled ? "Enable…" : "Disable…"}</MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => setDeed("remove")}>
            Remove…
          </MenuItem>
        </MenuContent>
      </Menu>
      {deed === "role" ? (
        <ConfirmDialog
          {...shared}
          title={`Change the role of ${member.name}`}
          description="Takes effect at once, also for their API keys."
          confirmLabel="Change role"
          action={changeRole.bind(null, org)}
        >
          <SelectField name="role" label="Role" options={roles} defaultValue={member.role} />
        </ConfirmDialog>
      ) : null}
      {deed === "status" ? (
        <ConfirmDialog
          {...shared}
          title={`${disabled ? "Enable" : "Disable"} ${member.name}?`}
          description={
            disabled
              ? "They get back what they had: role, groups, projects and keys."
              : "They lose access to this organization at once, with their keys. Nothing of theirs is deleted, and you can enable them again."
          }
          confirmLabel={disabled ? "Enable member" : "Disable member"}
          danger={!disabled}
          action={(disabled ? enable : disable).bind(null, org)}
        />
      ) : null}
      {deed === "remove" ? (
        <ConfirmDialog
          {...shared}
          title={`Remove ${member.name}?`}
          description="They lose access at once. Their groups, project roles and user keys in this organization are deleted. Coming back takes a new invitation."
          typed={member.email}
          typedFold
          onDone={keepFocus}
          confirmLabel="Remove member"
          danger
          action={remove.bind(null, org)}
        />
      ) : null}
    </>
  );
}
