"use client";

import { useCallback, useEffect, useRef } from "react";

/**
 * For what a deed of its own may take off the page, as removing a member takes their row. Call the answer once the
 * deed is done: should focus go down with it, the page's heading gets it, and not the top of the document.
 */
export function useFocusKept(): () => void {
  const done = useRef(false);

  useEffect(
    () => () => {
      if (!done.current) return;
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>("main h1")?.focus();
      });
    },
    [],
  );

  return useCallback(() => {
    done.current = true;
  }, []);
}
