import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { TimeStyleProvider } from "@/components/ui/time";
import { plainTimes } from "@/lib/core/format";
import { Logo } from "./logo";
import { PersonMenu } from "./person-menu";
import { SkipLink } from "./skip-link";
import type { ShellPerson, SignOut } from "./types";

export type PersonalShellProps = {
  person: ShellPerson;
  signOut: SignOut;
  end?: ReactNode;
  children: ReactNode;
};

/** What stands around pages that belong to a person and no organization. */
export function PersonalShell({ person, signOut, end, children }: PersonalShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-20 flex h-(--header-height) items-center justify-between gap-2 border-b border-line bg-canvas px-4">
        <Link href={"/orgs" as Route} aria-label="Steward, your organizations" className="flex rounded-md">
          <Logo />
        </Link>
        <div className="flex items-center gap-1.5">
          {end}
          <PersonMenu person={person} signOut={signOut} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        <div className="mx-auto w-full max-w-5xl px-4 pt-8 pb-20 sm:px-8">
          <TimeStyleProvider times={{ ...plainTimes, timeZone: person.timeZone ?? plainTimes.timeZone }}>
            {children}
          </TimeStyleProvider>
        </div>
      </main>
    </div>
  );
}
