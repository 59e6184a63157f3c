"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

export type DisclosureProps = {
  summary: ReactNode;
  align?: "start" | "end";
  className?: string;
  summaryClassName?: string;
  onOpen?: () => void;
  children: ReactNode;
};

/**
 * A button with a panel below it. It is the browser's `<details>`, so it opens without JavaScript too;
 * with it, Escape, a press elsewhere, leaving by Tab and going to another page close it.
 */
export function Disclosure({
  summary,
  align = "start",
  className,
  summaryClassName,
  onOpen,
  children,
}: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to close.
  useEffect(() => {
    details.current?.removeAttribute("open");
  }, [pathname]);

  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const close = () => element.removeAttribute("open");
    const outside = (event: Event) => {
      if (element.open && !element.contains(event.target as Node)) close();
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open) return;
      close();
      element.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    element.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      element.removeEventListener("keydown", closeOnEscape);
    };
  }, []);

  return (
    <details
      ref={details}
      onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}
      className={cn("group relative", className)}
    >
      <summary
        className={cn(
          "flex list-none items-center rounded-md hover:bg-hover group-open:bg-hover",
          summaryClassName,
        )}
      >
        {summary}
      </summary>
      <div
        className={cn(
          "floating absolute top-full z-30 mt-1.5 w-72 max-w-[calc(100vw-1.5rem)] p-1",
          align === "end" ? "right-0" : "left-0",
        )}
      >
        {children}
      </div>
    </details>
  );
}
