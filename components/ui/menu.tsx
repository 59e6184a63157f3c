"use client";

import type { Route } from "next";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { useEnclosingDialog } from "./dialog";

export const Menu = DropdownMenu.Root;

/** The button that opens the menu. With `asChild` its one child is the button. */
export const MenuTrigger = DropdownMenu.Trigger;

export function MenuContent({ className, align = "end", ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  const dialog = useEnclosingDialog();
  return (
    <DropdownMenu.Portal container={dialog?.current ?? undefined}>
      <DropdownMenu.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-lg border",
          "border-line bg-raised p-1 shadow-float animate-[fade-in_90ms_ease-out] outline-none",
          className,
        )}
        {...rest}
      />
    </DropdownMenu.Portal>
  );
}

export type MenuItemProps = Omit<ComponentProps<typeof DropdownMenu.Item>, "asChild"> & {
  icon?: ReactNode;
  danger?: boolean;
  /** Makes the item a link. */
  href?: string;
};

export function MenuItem({ icon, danger, href, className, children, ...rest }: MenuItemProps) {
  const classes = cn(
    "flex w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 outline-none select-none",
    "data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    danger
      ? "text-danger-ink data-highlighted:bg-danger-soft"
      : "data-highlighted:bg-hover [&_svg]:text-muted",
    className,
  );
  if (href) {
    return (
      <DropdownMenu.Item asChild {...rest}>
        <Link href={href as Route} className={classes}>
          {icon}
          {children}
        </Link>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item className={classes} {...rest}>
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof DropdownMenu.Label>) {
  return <DropdownMenu.Label className={cn("px-2 py-1.5 text-xs font-medium text-muted", className)} {...rest} />;
}
