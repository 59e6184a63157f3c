"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

const place = "steward:language";

function choose(language: string | null): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-language]"))
    if (input.value === language) input.checked = true;
}

/** Whoever chooses a language once, has it everywhere in the reference, and on the next visit. */
export function LanguageMemory() {
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page has samples of its own.
  useEffect(() => {
    choose(localStorage.getItem(place));
    const remember = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || target.dataset.language === undefined) return;
      // What is above may grow or shrink; the place that was pressed stays under the finger.
      const before = target.getBoundingClientRect().top;
      localStorage.setItem(place, target.value);
      choose(target.value);
      window.scrollBy(0, target.getBoundingClientRect().top - before);
    };
    document.addEventListener("change", remember);
    return () => document.removeEventListener("change", remember);
  }, [pathname]);

  return null;
}
