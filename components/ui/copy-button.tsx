"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";

export type CopyButtonProps = Omit<ButtonProps, "value" | "onClick" | "children"> & {
  value: string;
  label?: string;
};

/** Puts `value` on the clipboard and says so, to eyes and to screen readers. */
export function CopyButton({ value, label = "Copy", size = "sm", ...rest }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  }

  const words = outcome === "copied" ? "Copied" : outcome === "failed" ? "Select and copy by hand" : label;
  return (
    <>
      <Button size={size} onClick={copy} aria-label={size === "icon" ? label : undefined} {...rest}>
        {outcome === "copied" ? <Check className="text-success-ink" /> : <Copy />}
        {size === "icon" ? null : words}
      </Button>
      <span role="status" className="sr-only">
        {outcome ? words : ""}
      </span>
    </>
  );
}
