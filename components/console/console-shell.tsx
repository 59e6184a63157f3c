import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { TimeStyleProvider } from "@/components/ui/time";
import { type TimeStyle, timesOf } from "@/lib/core/format";
import { CommandMenu } from "./command-menu";
import { Drawer } from "./drawer";
import { Logo, LogoMark } from "./logo";
import { OrganizationSwitcher } from "./organization-switcher";
import { PersonMenu } from "./person-menu";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import type { FindPlaces, ShellPerson, SidebarItem, SidebarSection, SignOut } from "./types";

export type ConsoleShellProps = {
  organization: TimeStyle & { slug: string; name: string };
  findPlaces: FindPlaces;
  person: ShellPerson;
  /** Only the sections this person may enter. */
  sections: SidebarSection[];
  /** What this person may do here, each by the address that begins it. */
  deeds: SidebarItem[];
  signOut: SignOut;
  /** Stands between the search and the person: the bell. */
  end?: ReactNode;
  children: ReactNode;
};

/** What stands around every page of an organization. */
export function ConsoleShell({
  organization,
  findPlaces,
  person,
  sections,
  deeds,
  signOut,
  end,
  children,
}: ConsoleShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-20 flex h-(--header-height) items-center gap-1.5 border-b border-line bg-canvas px-3 sm:px-4">
        <Drawer heading={<Logo />}>
          <Sidebar sections={sections} label={`${organization.name}, sections`} />
        </Drawer>
        <Link
          href={"/orgs" as Route}
          aria-label="Steward, all organizations"
          className="rounded-md p-1 max-md:hidden"
        >
          <LogoMark />
        </Link>
        <span aria-hidden="true" className="px-0.5 text-lg text-line max-md:hidden">
          /
        </span>
        <OrganizationSwitcher organization={organization} findPlaces={findPlaces} />
        <div className="ml-auto flex shrink-0 items-center gap-1.5">
          <CommandMenu sections={sections} deeds={deeds} findPlaces={findPlaces} signOut={signOut} />
          {end}
          <PersonMenu person={person} signOut={signOut} />
        </div>
      </header>
      <div className="flex flex-1">
        <div className="w-56 shrink-0 border-r border-line max-md:hidden">
          <div className="sticky top-(--header-height) max-h-[calc(100dvh-var(--header-height))] overflow-y-auto px-3 py-5">
            <Sidebar sections={sections} label={`${organization.name}, sections`} />
          </div>
        </div>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <div className="mx-auto w-full max-w-6xl px-4 pt-7 pb-20 sm:px-8">
            <TimeStyleProvider times={timesOf(organization)}>{children}</TimeStyleProvider>
          </div>
        </main>
      </div>
    </div>
  );
}
