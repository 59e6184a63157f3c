"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

/** The sidebar on phones. */
export function Drawer({ children, heading }: { children: ReactNode; heading: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to close.
  useEffect(() => {
    dialog.current?.close();
  }, [pathname]);

  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open navigation"
        aria-haspopup="dialog"
        className="md:hidden"
        onClick={() => dialog.current?.showModal()}
      >
        <Menu />
      </Button>
      <dialog
        ref={dialog}
        aria-label="Navigation"
        onPointerDown={(event) => event.target === dialog.current && dialog.current.close()}
        className="m-0 h-dvh max-h-none w-72 max-w-[85vw] animate-[drawer-in_180ms_ease-out] border-r border-line bg-canvas backdrop:animate-[fade-in_120ms_ease-out]"
      >
        <div className="flex min-h-full flex-col gap-4 p-3">
          <div className="flex h-9 items-center justify-between pl-2">
            {heading}
            <Button
              variant="ghost"
              size="icon"
              aria-label="Close navigation"
              onClick={() => dialog.current?.close()}
            >
              <X />
            </Button>
          </div>
          {children}
        </div>
      </dialog>
    </>
  );
}
