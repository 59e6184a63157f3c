"use client";

import type { ComponentProps } from "react";

export type BusyButtonProps = ComponentProps<"button"> & { busy: boolean };

/**
 * A button that can be at work. While it is, it takes no second press, yet stays focusable and is the same element, so
 * that nobody loses their place.
 */
export function BusyButton({ busy, onClick, ...rest }: BusyButtonProps) {
  const hold: BusyButtonProps["onClick"] = (event) => event.preventDefault();
  return (
    <button
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? hold : onClick}
    />
  );
}
