"use client";

import { MoreHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { KeyDeed, KeyDialogProps } from "./key-dialog";

const KeyDialog = dynamic(() => import("./key-dialog").then((module) => module.KeyDialog));

type KeyMenuProps = Pick<KeyDialogProps, "org" | "of"> & {
  /** What the reader may do with it. */
  may: Record<"change" | "rotate" | "revoke" | "sendLink", boolean>;
  readsLog: boolean;
};

/** What may be done with one key, each deed behind a dialog that is loaded when it is asked for. */
export function KeyMenu({ org, of, may, readsLog }: KeyMenuProps) {
  const [deed, setDeed] = useState<KeyDeed | null>(null);
  const href = `/orgs/${org}/keys/${of.id}`;
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`Actions for ${of.name}`}>
            <MoreHorizontal />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem href={href}>Open</MenuItem>
          {may.change ? <MenuItem href={`${href}#settings`}>Edit</MenuItem> : null}
          {may.rotate ? <MenuItem onSelect={() => setDeed("rotate")}>Rotate…</MenuItem> : null}
          {may.sendLink ? (
            <MenuItem onSelect={() => setDeed("send-link")}>Send the link again…</MenuItem>
          ) : null}
          {readsLog ? (
            <MenuItem href={`/orgs/${org}/security/audit?target=${of.id}`}>Activity</MenuItem>
          ) : null}
          {may.revoke ? (
            <>
              <MenuSeparator />
              <MenuItem danger onSelect={() => setDeed("revoke")}>
                Revoke…
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {deed ? <KeyDialog org={org} of={of} deed={deed} onClose={() => setDeed(null)} /> : null}
    </>
  );
}
