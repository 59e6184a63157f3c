"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const GiveProjectDialog = dynamic(() =>
  import("./give-project-dialog").then((module) => module.GiveProjectDialog),
);

/** Opens the dialog, which is loaded when it is asked for. */
export function GiveProjectButton(shared: { org: string; groupId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Give a project
      </Button>
      {open ? <GiveProjectDialog {...shared} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
