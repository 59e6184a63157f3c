"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const AddMembersDialog = dynamic(() =>
  import("./add-members-dialog").then((module) => module.AddMembersDialog),
);

/** Opens the dialog, which is loaded when it is asked for. */
export function AddMembersButton(shared: { org: string; groupId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Add members
      </Button>
      {open ? <AddMembersDialog {...shared} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
