"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * The state of a dialog that an address can open, as `/members?invite=1` does. The parameter is taken out of the
 * address at once, so that a reload does not open it again.
 */
export function useOpenByAddress(parameter: string): [open: boolean, setOpen: (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  const asked = useSearchParams().has(parameter);

  useEffect(() => {
    if (!asked) return;
    setOpen(true);
    const url = new URL(window.location.href);
    url.searchParams.delete(parameter);
    window.history.replaceState(null, "", url);
  }, [asked, parameter]);

  return [open, setOpen];
}
