"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useEnclosingDialog } from "./dialog";

export type TooltipProps = { content: ReactNode; children: ReactNode; side?: "top" | "right" | "bottom" | "left" };

/** A word of help on hover and focus. Its child must be focusable, and never depend on it to be understood. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  const dialog = useEnclosingDialog();
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal container={dialog?.current ?? undefined}>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-64 animate-[fade-in_90ms_ease-out] rounded-md bg-ink px-2 py-1 text-sm text-canvas"
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
