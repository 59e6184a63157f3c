"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";
import type { FindPlaces, SidebarItem, SidebarSection, SignOut } from "./types";

const CommandPanel = dynamic(() => import("./command-panel").then((module) => module.CommandPanel), {
  ssr: false,
});

export type CommandMenuProps = {
  sections: SidebarSection[];
  /** What this person may do here, each by the address that begins it. */
  deeds: SidebarItem[];
  findPlaces: FindPlaces;
  signOut: SignOut;
};

const never = () => () => {};

function useShortcut(): string {
  const key = () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K");
  return useSyncExternalStore(never, key, () => "Ctrl K");
}

/** Goes anywhere and begins anything by a few letters. Its panel and library load when it is first opened. */
export function CommandMenu(props: CommandMenuProps) {
  const shortcut = useShortcut();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  function show(next: boolean) {
    setOpen(next);
    if (next) setWanted(true);
  }

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setWanted(true);
      setOpen((now) => !now);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => show(true)}
        className="flex h-8 items-center gap-2 rounded-md text-muted hover:bg-hover hover:text-ink max-sm:size-8 max-sm:justify-center sm:w-56 sm:border sm:border-line sm:bg-surface sm:px-2.5"
      >
        <Search className="size-4 shrink-0" />
        <span className="flex-1 text-left max-sm:sr-only">Go to…</span>
        <Kbd className="max-sm:hidden">{shortcut}</Kbd>
      </button>
      {wanted ? <CommandPanel open={open} onOpenChange={show} {...props} /> : null}
    </>
  );
}
