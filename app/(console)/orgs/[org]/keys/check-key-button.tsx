"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const CheckKeyDialog = dynamic(() => import("./check-key-dialog").then((module) => module.CheckKeyDialog));

/** Opens the dialog that tells whose a found key is, loaded once it is wanted. */
export function CheckKeyButton({ org }: { org: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Is this key ours?
      </Button>
      {open ? <CheckKeyDialog org={org} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
