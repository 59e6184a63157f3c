"use client";

import { Play } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Trial } from "./trial";

const TryDialog = dynamic(() => import("./try-dialog").then((module) => module.TryDialog), { ssr: false });

/** Opens a form that makes this very call. The form is loaded only then. */
export function TryButton({ trial, label = "Try it" }: { trial: Trial; label?: string }) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-label={`${label}: ${trial.summary}`}
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
      >
        <Play />
        {label}
      </Button>
      {asked ? <TryDialog trial={trial} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}
