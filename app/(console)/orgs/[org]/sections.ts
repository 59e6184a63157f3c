import type { SidebarItem, SidebarSection } from "@/components/console/types";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";

/** The sidebar of an organization: only the sections that this member may enter. */
export function sectionsFor(actor: Actor): SidebarSection[] {
  const home = `/orgs/${actor.organization.slug}`;
  const sections: { title: string; items: (SidebarItem & { there: boolean })[] }[] = [
    {
      title: "Organization",
      items: [
        { href: home, label: "Overview", icon: "overview", there: true },
        { href: `${home}/members`, label: "Members", icon: "members", there: mayRead(actor, "members") },
        { href: `${home}/groups`, label: "Groups", icon: "groups", there: mayRead(actor, "groups") },
        { href: `${home}/projects`, label: "Projects", icon: "folder", there: mayRead(actor, "projects") },
        { href: `${home}/roles`, label: "Roles", icon: "person", there: true },
      ],
    },
    {
      title: "Security",
      items: [
        {
          href: `${home}/security`,
          label: "Policies",
          icon: "policies",
          there: mayRead(actor, "security"),
        },
        {
          href: `${home}/security/sign-ins`,
          label: "Sign-ins",
          icon: "sign-ins",
          there: mayRead(actor, "logs"),
        },
        { href: `${home}/security/audit`, label: "Audit log", icon: "audit", there: mayRead(actor, "logs") },
        { href: `${home}/keys`, label: "API keys", icon: "key", there: mayRead(actor, "keys") },
      ],
    },
    {
      title: "Settings",
      items: [
        {
          href: `${home}/settings`,
          label: "General",
          icon: "settings",
          there: actor.permissions.has("organization:write"),
        },
      ],
    },
  ];
  return sections
    .map(({ title, items }) => ({
      title,
      items: items.filter((item) => item.there).map(({ there: _, ...item }) => item),
    }))
    .filter((section) => section.items.length > 0);
}

/** What this member may begin from anywhere: each address opens the dialog of its page. */
export function deedsFor({ organization, permissions }: Actor): SidebarItem[] {
  const home = `/orgs/${organization.slug}`;
  const deeds: (SidebarItem & { may: boolean })[] = [
    {
      href: `${home}/members?invite=1`,
      label: "Invite members",
      icon: "invite",
      may: permissions.has("members:write"),
    },
    {
      href: `${home}/groups/new`,
      label: "Create group",
      icon: "groups",
      may: permissions.get("groups:write") === "all",
    },
    {
      href: `${home}/keys?create=1`,
      label: "Create API key",
      icon: "key",
      may: permissions.has("keys:write"),
    },
    {
      href: `${home}/projects?create=1`,
      label: "Create project",
      icon: "folder",
      may: permissions.get("projects:write") === "all",
    },
  ];
  return deeds.filter(({ may }) => may).map(({ may: _, ...deed }) => deed);
}
