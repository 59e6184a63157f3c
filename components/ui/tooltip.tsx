"use client";

import { Slot } from "@radix-ui/react-slot";
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { place, type Side } from "./place";

export type TooltipProps = { content: ReactNode; children: ReactNode; side?: Side };

const delayMs = 300;

/**
 * A word of help on hover and focus, for the one focusable child. It can be hovered itself and goes away by Escape
 * (WCAG 1.4.13). Nothing that one has to know may stand in it: on touch screens nobody sees it.
 */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  const [shown, setShown] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();

  function soon(next: boolean, afterMs = delayMs) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(next), afterMs);
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  useLayoutEffect(() => {
    if (!shown || !anchor.current || !panel.current) return;
    panel.current.showPopover?.();
    place(anchor.current, panel.current, side, "center");
    const closeOnEscape = (event: KeyboardEvent) => event.key === "Escape" && setShown(false);
    document.addEventListener("keydown", closeOnEscape);
    return () => document.removeEventListener("keydown", closeOnEscape);
  }, [shown, side]);

  return (
    <>
      <Slot
        ref={anchor}
        aria-describedby={shown ? id : undefined}
        onPointerEnter={() => soon(true)}
        onPointerLeave={() => soon(false, 120)}
        onFocus={() => soon(true, 0)}
        onBlur={() => soon(false, 0)}
      >
        {children}
      </Slot>
      {shown ? (
        <span
          ref={panel}
          id={id}
          role="tooltip"
          popover="manual"
          onPointerEnter={() => soon(true, 0)}
          onPointerLeave={() => soon(false, 120)}
          className="fixed inset-auto z-50 m-0 max-w-64 rounded-md bg-ink px-2 py-1 text-sm text-canvas"
        >
          {content}
        </span>
      ) : null}
    </>
  );
}
