"use client";

import type { ReactNode } from "react";
import {
  changeRole,
  disable,
  enable,
  endSessions,
  remove,
  resetFactors,
  unlock,
} from "@/app/(console)/orgs/[org]/members/actions";
import { SelectField } from "@/components/form/field";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFocusKept } from "@/components/ui/use-focus-kept";
import type { FormAction } from "@/lib/core/action-state";
import type { MemberStatus, Role } from "@/lib/core/roles";
import { KeysFate } from "./keys-fate";

export type MemberDeed =
  | "role"
  | "disable"
  | "enable"
  | "unlock"
  | "reset-factors"
  | "end-sessions"
  | "remove";

export type MemberDialogProps = {
  org: string;
  member: {
    id: string;
    name: string;
    email: string | null;
    apiOnly: boolean;
    role: Role;
    status: MemberStatus;
    locked: boolean;
    hasFactor: boolean;
  };
  roles: { value: string; label: string }[];
  deed: MemberDeed;
  /** Whether a member who was removed takes the page with them, so that the list is the place to go. */
  leaving?: boolean;
  onClose: () => void;
};

type Words = {
  title: string;
  description: string;
  confirmLabel: string;
  danger?: boolean;
  action: (org: string, ...rest: Parameters<FormAction>) => ReturnType<FormAction>;
};

const deeds: Record<MemberDeed, (name: string) => Words> = {
  role: (name) => ({
    title: `Change the role of ${name}`,
    description: "Takes effect at once, also for their API keys.",
    confirmLabel: "Change role",
    action: changeRole,
  }),
  disable: (name) => ({
    title: `Disable ${name}?`,
    description:
      "They lose access to this organization at once, with their keys. Nothing of theirs is deleted, and you can enable them again.",
    confirmLabel: "Disable member",
    danger: true,
    action: disable,
  }),
  enable: (name) => ({
    title: `Enable ${name}?`,
    description: "They get back what they had: role, groups, projects and keys.",
    confirmLabel: "Enable member",
    action: enable,
  }),
  unlock: (name) => ({
    title: `Unlock ${name}?`,
    description: "Too many wrong passwords were tried. They can try again at once.",
    confirmLabel: "Unlock account",
    action: unlock,
  }),
  "reset-factors": (name) => ({
    title: `Reset the second factors of ${name}?`,
    description:
      "Their authenticator app, passkeys and recovery codes stop working, and they are signed out everywhere. They get a mail, sign in with their password or a link, and set up a new one. Make sure that it is really them who asks.",
    confirmLabel: "Reset second factors",
    danger: true,
    action: resetFactors,
  }),
  "end-sessions": (name) => ({
    title: `Sign ${name} out everywhere?`,
    description: "They can sign in again at once. Their keys go on working.",
    confirmLabel: "End sessions",
    action: endSessions,
  }),
  remove: (name) => ({
    title: `Remove ${name}?`,
    description:
      "They lose access at once. For 30 days you can restore them with their role, groups and project roles, from the tab Removed.",
    confirmLabel: "Remove member",
    danger: true,
    action: remove,
  }),
};

/** One deed to one member: what it means, and the button that does it. */
export function MemberDialog({ org, member, roles, deed, leaving, onClose }: MemberDialogProps) {
  const keepFocus = useFocusKept();
  const { action, ...words } = deeds[deed](member.name);
  const inside: Partial<Record<MemberDeed, ReactNode>> = {
    role: (
      <>
        <input type="hidden" name="seen" value={member.role} />
        <SelectField
          name="role"
          label="Role"
          options={roles.filter(({ value }) => !member.apiOnly || value !== "owner")}
          defaultValue={member.role}
        />
      </>
    ),
    remove: (
      <>
        {leaving ? <input type="hidden" name="after" value="list" /> : null}
        <KeysFate org={org} memberId={member.id} />
      </>
    ),
  };
  return (
    <ConfirmDialog
      {...words}
      open
      onOpenChange={onClose}
      fields={{ memberId: member.id }}
      typed={deed === "remove" ? (member.email ?? member.name) : undefined}
      typedFold
      onDone={keepFocus}
      action={action.bind(null, org)}
    >
      {inside[deed]}
    </ConfirmDialog>
  );
}
