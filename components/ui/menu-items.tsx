"use client";

import type { Route } from "next";
import Link from "next/link";
import type { PointerEvent, ReactNode } from "react";
import { cn } from "./cn";
import { useMenu } from "./menu-context";

export type MenuItemProps = {
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  /** Makes the item a link. */
  href?: string;
  /** Called when the menu has closed, with focus back on its button. */
  onSelect?: () => void;
  className?: string;
  children: ReactNode;
};

export function MenuItem({ icon, danger, disabled, href, onSelect, className, children }: MenuItemProps) {
  const { close } = useMenu();
  const shared = {
    role: "menuitem",
    tabIndex: -1,
    "aria-disabled": disabled || undefined,
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!disabled) event.currentTarget.focus({ preventScroll: true });
    },
    onClick: () => {
      if (disabled) return;
      close();
      onSelect?.();
    },
    className: cn(
      "flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left outline-hidden select-none",
      "aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
      danger ? "text-danger-ink focus:bg-danger-soft" : "focus:bg-hover [&_svg]:text-muted",
      className,
    ),
  };
  if (href && !disabled) {
    return (
      <Link href={href as Route} {...shared}>
        {icon}
        {children}
      </Link>
    );
  }
  return (
    <button type="button" {...shared}>
      {icon}
      {children}
    </button>
  );
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1 border-line" />;
}

export function MenuLabel({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("px-2 py-1.5 text-xs font-medium text-muted", className)}>{children}</div>;
}
