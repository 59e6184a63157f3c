"use client";

import { Command } from "cmdk";
import { LayoutGrid, LogOut, Plus, Search, SunMoon } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, startTransition, useEffect, useRef } from "react";
import { Avatar } from "@/components/ui/avatar";
import { idle } from "@/lib/core/action-state";
import type { CommandMenuProps } from "./command-menu";
import { SectionIcon } from "./icons";
import { chooseTheme, themes } from "./theme";
import { usePlaces } from "./use-places";

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";
const itemClass =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 wrap-anywhere data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";

export type CommandPanelProps = CommandMenuProps & { open: boolean; onOpenChange: (open: boolean) => void };

export function CommandPanel({
  open,
  onOpenChange,
  sections,
  deeds,
  findPlaces,
  signOut,
}: CommandPanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const { places, load } = usePlaces(findPlaces);

  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    element.showModal();
    // The browser would begin with what surrounds the field, where typing does nothing.
    element.querySelector("input")?.focus();
    void load();
    return () => element.close();
  }, [open, load]);

  function run(deed: () => void) {
    onOpenChange(false);
    deed();
  }

  const goTo = (href: string) => () => router.push(href as Route);
  const leave = () => startTransition(async () => void (await signOut(idle, new FormData())));

  return (
    <dialog
      ref={dialog}
      aria-label="Search and commands"
      onCancel={(event) => {
        event.preventDefault();
        onOpenChange(false);
      }}
      onPointerDown={(event) => event.target === dialog.current && onOpenChange(false)}
      className="top-[12vh] mt-0 w-[calc(100%-2rem)] max-w-xl animate-[rise-in_120ms_ease-out] overflow-hidden rounded-xl border border-line bg-raised shadow-float"
    >
      {open ? (
        <Command label="Search and commands" loop className="flex flex-col">
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search className="size-4 shrink-0 text-muted" />
            <Command.Input
              placeholder="Go to a section or an organization, or do something"
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
                  <Item key={href} value={`${label} ${title}`} onSelect={() => run(goTo(href))}>
                    <SectionIcon name={icon} />
                    {label}
                  </Item>
                ))}
              </Command.Group>
            ))}
            <Command.Group heading="Do" className={groupClass}>
              {deeds.map(({ href, label, icon }) => (
                <Item key={href} value={label} onSelect={() => run(goTo(href))}>
                  <SectionIcon name={icon} />
                  {label}
                </Item>
              ))}
              <Item value="Create organization" onSelect={() => run(goTo("/orgs/new"))}>
                <Plus />
                Create organization
              </Item>
              {themes.map(({ value, label }) => (
                <Item
                  key={value}
                  value={`Theme: ${label} ${value === "system" ? "" : "mode"}`}
                  onSelect={() => run(() => chooseTheme(value))}
                >
                  <SunMoon />
                  Theme: {label}
                </Item>
              ))}
              <Item value="Sign out" onSelect={() => run(leave)}>
                <LogOut />
                Sign out
              </Item>
            </Command.Group>
            <Command.Group heading="Organizations" className={groupClass}>
              {places?.map(({ slug, name }) => (
                <Item
                  key={slug}
                  value={`organization ${name} ${slug}`}
                  onSelect={() => run(goTo(`/orgs/${slug}`))}
                >
                  <Avatar name={name} square size="sm" />
                  {name}
                </Item>
              ))}
              <Item value="All organizations" onSelect={() => run(goTo("/orgs"))}>
                <LayoutGrid />
                All organizations
              </Item>
            </Command.Group>
          </Command.List>
        </Command>
      ) : null}
    </dialog>
  );
}

function Item(props: { value: string; onSelect: () => void; children: ReactNode }) {
  return <Command.Item {...props} className={itemClass} />;
}
