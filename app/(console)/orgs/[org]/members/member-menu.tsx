"use client";

import { MoreHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { MemberDeed, MemberDialogProps } from "./member-dialog";

const MemberDialog = dynamic(() => import("./member-dialog").then((module) => module.MemberDialog));

type MemberMenuProps = Omit<MemberDialogProps, "deed" | "leaving" | "onClose"> & {
  /** The way to the member's own page. */
  href: string;
};

/** What may be done to one member, each deed behind a dialog that says what it means and is loaded when it is asked for. */
export function MemberMenu({ href, ...shared }: MemberMenuProps) {
  const [deed, setDeed] = useState<MemberDeed | null>(null);
  const { member } = shared;
  const item = (wanted: MemberDeed, label: string, danger?: boolean) => (
    <MenuItem danger={danger} onSelect={() => setDeed(wanted)}>
      {label}
    </MenuItem>
  );
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`Actions for ${member.name}`}>
            <MoreHorizontal />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem href={href}>Open</MenuItem>
          {item("role", "Change role…")}
          {member.status === "disabled" ? item("enable", "Enable…") : item("disable", "Disable…")}
          {member.locked ? item("unlock", "Unlock…") : null}
          {member.hasFactor ? item("reset-factors", "Reset second factors…") : null}
          {member.apiOnly ? null : item("end-sessions", "End sessions…")}
          <MenuSeparator />
          {item("remove", "Remove…", true)}
        </MenuContent>
      </Menu>
      {deed ? <MemberDialog {...shared} deed={deed} onClose={() => setDeed(null)} /> : null}
    </>
  );
}
