"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { give, take } from "@/app/(console)/orgs/[org]/projects/actions";
import { projectRoleChoices } from "@/app/(console)/orgs/[org]/projects/words";
import { SelectField } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { ProjectRole } from "@/lib/core/roles";

type AccessMenuProps = {
  org: string;
  project: { id: string; name: string; archived: boolean };
  holder: { kind: "member" | "group"; id: string; name: string; role: ProjectRole };
  /** Whether it is the role of whoever looks. */
  self: boolean;
};

/** What may be done to one role in a project. */
export function AccessMenu({ org, project, holder, self }: AccessMenuProps) {
  const [deed, setDeed] = useState<"change" | "take" | null>(null);
  const shared = {
    open: true,
    onOpenChange: () => setDeed(null),
    fields: { projectId: project.id, to: holder.kind, [`${holder.kind}Id`]: holder.id },
  };
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`Actions for ${holder.name}`}>
            <MoreHorizontal />
          </Button>
        </MenuTrigger>
        <MenuContent>
          {project.archived ? null : <MenuItem onSelect={() => setDeed("change")}>Change role…</MenuItem>}
          <MenuItem danger onSelect={() => setDeed("take")}>
            Take away…
          </MenuItem>
        </MenuContent>
      </Menu>
      {deed === "change" ? (
        <ConfirmDialog
          {...shared}
          title={`Change the role of ${holder.name}`}
          description={
            self
              ? "Takes effect at once. Below Admin you no longer decide who gets in, unless a group makes you Admin."
              : "Takes effect at once, also for API keys."
          }
          confirmLabel="Change role"
          action={give.bind(null, org)}
        >
          <SelectField
            name="role"
            label="Role in this project"
            options={projectRoleChoices}
            defaultValue={holder.role}
          />
        </ConfirmDialog>
      ) : null}
      {deed === "take" ? (
        <ConfirmDialog
          {...shared}
          title={`Take the role in ${project.name} from ${self ? "yourself" : holder.name}?`}
          description={consequence(holder.kind, self)}
          confirmLabel="Take away"
          danger
          action={take.bind(null, org)}
        />
      ) : null}
    </>
  );
}

function consequence(kind: "member" | "group", self: boolean): string {
  if (kind === "group")
    return "Everyone in this group loses what it gave them here, at once. Roles of their own and of other groups stay.";
  const who = self ? "You lose" : "They lose";
  return `${who} this role at once, with API keys. What comes by a group or by a role in the organization stays.`;
}
