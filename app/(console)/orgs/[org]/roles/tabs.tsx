import { TabNav } from "@/components/ui/tabs";
import type { Actor } from "@/lib/auth/actor";

type RolesTabsProps = { actor: Actor; active: "roles" | "person" | "permission" };

/** Who may do what, asked three ways. About everyone asks whoever reads all members; about themselves, everyone. */
export function RolesTabs({ actor, active }: RolesTabsProps) {
  const home = `/orgs/${actor.organization.slug}/roles`;
  const all = actor.permissions.get("members:read") === "all";
  const tabs = [
    { tab: "roles", href: home, label: "Roles" },
    {
      tab: "person",
      href: `${home}/person`,
      label: all ? "What may this person do, and why?" : "What may I do, and why?",
    },
    ...(all ? [{ tab: "permission", href: `${home}/permission`, label: "Who may do this?" }] : []),
  ];
  return (
    <TabNav
      label="Roles"
      items={tabs.map(({ tab, href, label }) => ({ href, label, active: tab === active }))}
    />
  );
}
