import { BookOpen, LogOut, User } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/form/action-form";
import { Avatar } from "@/components/ui/avatar";
import { Disclosure } from "./disclosure";
import { ThemeChoice } from "./theme-choice";
import type { ShellPerson, SignOut } from "./types";

const itemClass =
  "flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left -outline-offset-2 hover:bg-hover [&_svg]:size-4 [&_svg]:text-muted";

export function PersonMenu({ person, signOut }: { person: ShellPerson; signOut: SignOut }) {
  return (
    <Disclosure
      align="end"
      summaryClassName="p-1"
      summary={
        <>
          <Avatar name={person.name} />
          <span className="sr-only">{person.name}: account and theme</span>
        </>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-sm text-muted">{person.email}</p>
      </div>
      <div className="mt-1 border-t border-line pt-1">
        <Link href={"/account" as Route} className={itemClass}>
          <User />
          Your account
        </Link>
        <Link href={"/docs/api" as Route} className={itemClass}>
          <BookOpen />
          API reference
        </Link>
      </div>
      <div className="mt-1 border-t border-line pt-1">
        <ThemeChoice />
      </div>
      <ActionForm action={signOut} className="mt-1 border-t border-line pt-1">
        <button type="submit" className={itemClass}>
          <LogOut />
          Sign out
        </button>
      </ActionForm>
    </Disclosure>
  );
}
