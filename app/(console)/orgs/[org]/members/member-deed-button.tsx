"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { MemberDialogProps } from "./member-dialog";

const MemberDialog = dynamic(() => import("./member-dialog").then((module) => module.MemberDialog));

type MemberDeedButtonProps = Omit<MemberDialogProps, "onClose" | "leaving"> & {
  children: ReactNode;
};

/** One deed to a member on their own page. */
export function MemberDeedButton({ children, ...shared }: MemberDeedButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {children}
      </Button>
      {open ? <MemberDialog {...shared} leaving onClose={() => setOpen(false)} /> : null}
    </>
  );
}
