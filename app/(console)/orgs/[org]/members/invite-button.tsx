"use client";

import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { useOpenByAddress } from "@/components/ui/use-open-by-address";
import type { InviteDialogProps } from "./invite-dialog";

const InviteDialog = dynamic(() => import("./invite-dialog").then((module) => module.InviteDialog));

/** Opens the dialog that invites, loaded once it is wanted. */
export function InviteButton(props: Omit<InviteDialogProps, "onClose">) {
  const [open, setOpen] = useOpenByAddress("invite");
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Invite members
      </Button>
      {open ? <InviteDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
