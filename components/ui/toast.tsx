"use client";

import { type ComponentType, useEffect, useState } from "react";
import type { ToasterProps } from "sonner";

export type Notice = {
  message: string;
  tone?: "success" | "danger" | "neutral";
  /** What undoes or follows up the deed. */
  action?: { label: string; onClick: () => void };
};

type Sonner = typeof import("sonner");

const waiting: Notice[] = [];
let wake: (() => void) | null = null;

/** Tells, for some seconds and to screen readers too, that something was done. Works from any client code. */
export function notify(notice: Notice | string): void {
  waiting.push(typeof notice === "string" ? { message: notice } : notice);
  wake?.();
}

function show({ toast }: Sonner, { message, tone = "success", action }: Notice) {
  const options = action ? { action } : {};
  if (tone === "danger") toast.error(message, { ...options, duration: 8_000 });
  else if (tone === "neutral") toast(message, options);
  else toast.success(message, options);
}

/** Where toasts appear; stands once, in the root layout. Its library loads with the first toast. */
export function Toasts() {
  const [sonner, setSonner] = useState<Sonner | null>(null);

  useEffect(() => {
    wake = () => {
      if (sonner) for (const notice of waiting.splice(0)) show(sonner, notice);
      else void import("sonner").then(setSonner);
    };
    if (waiting.length > 0) wake();
    return () => {
      wake = null;
    };
  }, [sonner]);

  if (!sonner) return null;
  const Toaster: ComponentType<ToasterProps> = sonner.Toaster;
  return (
    <Toaster
      position="bottom-right"
      closeButton
      duration={5_000}
      toastOptions={{
        classNames: {
          toast: "!shadow-float !font-sans !text-base",
          title: "!font-normal wrap-anywhere",
          success: "[&_[data-icon]]:!text-success",
          error: "[&_[data-icon]]:!text-danger-ink",
        },
      }}
      style={
        {
          "--normal-bg": "var(--color-raised)",
          "--normal-border": "var(--color-line)",
          "--normal-text": "var(--color-ink)",
          "--border-radius": "var(--radius-lg)",
        } as React.CSSProperties
      }
    />
  );
}
