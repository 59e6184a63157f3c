"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTransition } from "react";

/** Where in the list one was makes no sense once the list is another. */
const positions = ["cursor", "before", "after", "page"];

/**
 * Changes one parameter of the address, keeps the others, and starts the list anew. A choice can be gone back from;
 * what is typed comes in many steps that nobody wants back, and so asks to `replace`.
 */
export function useQueryChange(
  way: "push" | "replace" = "push",
): [pending: boolean, change: (name: string, value: string) => void] {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function change(name: string, value: string) {
    const url = new URL(window.location.href);
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
    for (const position of positions) url.searchParams.delete(position);
    startTransition(() => router[way](`${url.pathname}${url.search}` as Route, { scroll: false }));
  }

  return [pending, change];
}
