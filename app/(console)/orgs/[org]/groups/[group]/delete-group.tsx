"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const DeleteDialog = dynamic(() => import("./delete-dialog").then((module) => module.DeleteDialog));

/** Opens the dialog, which is loaded, with who would lose what, when it is asked for. */
export function DeleteGroup(shared: {
  org: string;
  group: { id: string; name: string; isDefault: boolean };
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Delete group…
      </Button>
      {open ? <DeleteDialog {...shared} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
