"use client";

import type { ComponentProps } from "react";

/** A button that works and takes no second press, yet stays focusable, so that nobody loses their place. */
export function BusyButton(props: ComponentProps<"button">) {
  return <button {...props} aria-busy aria-disabled onClick={(event) => event.preventDefault()} />;
}
