"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ApiOnlyDialogProps } from "./api-only-dialog";

const ApiOnlyDialog = dynamic(() => import("./api-only-dialog").then((module) => module.ApiOnlyDialog));

/** Adds a member who holds keys and never signs in. */
export function ApiOnlyButton(props: Omit<ApiOnlyDialogProps, "onClose">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Add API-only member
      </Button>
      {open ? <ApiOnlyDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
