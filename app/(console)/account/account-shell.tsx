import type { ReactNode } from "react";
import { signOut } from "@/app/(auth)/sign-in/actions";
import { PageHeader } from "@/components/console/page-header";
import { PersonalShell } from "@/components/console/personal-shell";
import { TabNav } from "@/components/ui/tabs";
import type { Person } from "@/lib/auth/actor";

const tabs = [
  { href: "/account", label: "Profile" },
  { href: "/account/security", label: "Security" },
  { href: "/account/sessions", label: "Sessions" },
] as const;

type AccountShellProps = { person: Person; at: (typeof tabs)[number]["href"]; children: ReactNode };

/** What stands around the pages of one's own account. */
export function AccountShell({ person, at, children }: AccountShellProps) {
  return (
    <PersonalShell person={person} signOut={signOut}>
      <PageHeader title="Your account" back={{ href: "/orgs", label: "Organizations" }} />
      <TabNav label="Your account" items={tabs.map((tab) => ({ ...tab, active: tab.href === at }))} />
      {children}
    </PersonalShell>
  );
}
