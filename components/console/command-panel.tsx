"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Avatar } from "@/components/ui/avatar";
import { SectionIcon } from "./icons";
import type { ShellOrganization, SidebarSection } from "./types";

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";
const itemClass =
  "flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:text-muted";

export type CommandPanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  sections: SidebarSection[];
  organizations: ShellOrganization[];
};

export function CommandPanel({ open, onOpenChange, sections, organizations }: CommandPanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();

  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    element.showModal();
    return () => element.close();
  }, [open]);

  function go(href: string) {
    onOpenChange(false);
    router.push(href as Route);
  }

  return (
    <dialog
      ref={dialog}
      aria-label="Go to"
      onCancel={(event) => {
        event.preventDefault();
        onOpenChange(false);
      }}
      onPointerDown={(event) => event.target === dialog.current && onOpenChange(false)}
      className="top-[12vh] mt-0 w-[calc(100%-2rem)] max-w-xl animate-[rise-in_120ms_ease-out] overflow-hidden rounded-xl border border-line bg-raised shadow-float"
    >
      {open ? (
        <Command label="Go to" loop className="flex flex-col">
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search className="size-4 shrink-0 text-muted" />
            <Command.Input
              placeholder="Go to a section or an organization"
              className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-faint sm:text-base"
            />
          </div>
          <Command.List className="max-h-[min(24rem,55vh)] overflow-y-auto p-1.5">
            <Command.Empty className="px-2 py-8 text-center text-muted">
              Nothing is called that. Try another word.
            </Command.Empty>
            {sections.map(({ title, items }) => (
              <Command.Group key={title} heading={title} className={groupClass}>
                {items.map(({ href, label, icon }) => (
                  <Command.Item
                    key={href}
                    value={`${label} ${title}`}
                    onSelect={() => go(href)}
                    className={itemClass}
                  >
                    <SectionIcon name={icon} />
                    {label}
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
            <Command.Group heading="Organizations" className={groupClass}>
              {organizations.map(({ slug, name }) => (
                <Command.Item
                  key={slug}
                  value={`organization ${name} ${slug}`}
                  onSelect={() => go(`/orgs/${slug}`)}
                  className={itemClass}
                >
                  <Avatar name={name} square size="sm" />
                  {name}
                </Command.Item>
              ))}
            </Command.Group>
          </Command.List>
        </Command>
      ) : null}
    </dialog>
  );
}
