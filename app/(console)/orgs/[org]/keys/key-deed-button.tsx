"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { KeyDialogProps } from "./key-dialog";

const KeyDialog = dynamic(() => import("./key-dialog").then((module) => module.KeyDialog));

type KeyDeedButtonProps = Omit<KeyDialogProps, "onClose"> & { children: ReactNode };

/** One deed on a key, on its own page. */
export function KeyDeedButton({ children, ...shared }: KeyDeedButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {children}
      </Button>
      {open ? <KeyDialog {...shared} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
