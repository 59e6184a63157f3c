"use client";

import { Slot } from "@radix-ui/react-slot";
import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { cn } from "./cn";
import { MenuContext, type Opening, useMenu } from "./menu-context";
import { type Align, place } from "./place";

/**
 * A menu of deeds, as the ARIA authoring practices have it. It is our own and not a library's, whose menu alone
 * would take every list page over its budget of JavaScript.
 */
export function Menu({ children }: { children: ReactNode }) {
  const [opening, setOpening] = useState<Opening | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const triggerId = useId();
  function close(keepFocus = false) {
    if (!keepFocus) trigger.current?.focus();
    setOpening(null);
  }
  return (
    <MenuContext value={{ opening, open: setOpening, close, trigger, triggerId }}>{children}</MenuContext>
  );
}

/** The button that opens the menu. With `asChild` its one child is the button. */
export function MenuTrigger({ asChild, ...rest }: ComponentProps<"button"> & { asChild?: boolean }) {
  const { opening, open, close, trigger, triggerId } = useMenu();
  const Part = asChild ? Slot : "button";
  return (
    <Part
      ref={trigger}
      id={triggerId}
      type="button"
      aria-haspopup="menu"
      aria-expanded={opening !== null}
      onClick={() => (opening ? close() : open("first"))}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        open(event.key === "ArrowDown" ? "first" : "last");
      }}
      {...rest}
    />
  );
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]:not([aria-disabled="true"])')];
}

/** The item a key leads to, if the key is for moving about. */
function target(key: string, items: HTMLElement[]): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return later.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

export type MenuContentProps = { align?: Align; className?: string; children: ReactNode };

export function MenuContent(props: MenuContentProps) {
  return useMenu().opening ? <OpenMenu {...props} /> : null;
}

function OpenMenu({ align = "end", className, children }: MenuContentProps) {
  const { opening, close, trigger, triggerId } = useMenu();
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = panel.current;
    const button = trigger.current;
    if (!menu || !button) return;
    menu.showPopover?.();
    const stay = () => place(button, menu, "bottom", align);
    stay();
    itemsOf(menu)
      .at(opening === "last" ? -1 : 0)
      ?.focus({ preventScroll: true });
    window.addEventListener("scroll", stay, { capture: true, passive: true });
    window.addEventListener("resize", stay);
    return () => {
      window.removeEventListener("scroll", stay, { capture: true });
      window.removeEventListener("resize", stay);
    };
  }, [opening, align, trigger]);

  useEffect(() => {
    function leave(event: PointerEvent) {
      const pressed = event.target as Node;
      if (!panel.current?.contains(pressed) && !trigger.current?.contains(pressed)) close(true);
    }
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  });

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      close();
    } else if (event.key === " ") {
      event.preventDefault();
      (event.target as HTMLElement).click();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey) {
      const item = target(event.key, itemsOf(event.currentTarget));
      if (!item) return;
      event.preventDefault();
      item.focus();
    }
  }

  return (
    <div
      ref={panel}
      role="menu"
      tabIndex={-1}
      aria-labelledby={triggerId}
      // The top layer lies above tables that scroll and dialogs alike; where it is missing, `fixed` has to do.
      popover="manual"
      onKeyDown={press}
      className={cn(
        "floating fixed inset-auto z-50 m-0 max-h-[calc(100dvh-1rem)] min-w-44 animate-[fade-in_90ms_ease-out] overflow-y-auto p-1",
        className,
      )}
    >
      {children}
    </div>
  );
}

export { MenuItem, type MenuItemProps, MenuLabel, MenuSeparator } from "./menu-items";
