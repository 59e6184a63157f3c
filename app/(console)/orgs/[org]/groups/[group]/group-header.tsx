import type { ReactNode } from "react";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { TabNav } from "@/components/ui/tabs";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { roleNames } from "@/lib/core/roles";
import type { Group } from "@/lib/domain/groups/queries";

type GroupHeaderProps = {
  actor: Actor;
  group: Group;
  active: "members" | "projects" | "settings";
  action?: ReactNode;
};

/** What a group is, and the views of it. Who may not read of members begins with its projects. */
export function GroupHeader({ actor, group, active, action }: GroupHeaderProps) {
  const path = `/orgs/${actor.organization.slug}/groups`;
  const home = `${path}/${group.id}`;
  const members = mayRead(actor, "members");
  return (
    <>
      <PageHeader
        title={group.name}
        description={
          <>
            {group.description}
            {group.role || group.isDefault ? (
              <span className="mt-2 flex flex-wrap gap-2">
                {group.role ? <Badge>Gives the role {roleNames[group.role]}</Badge> : null}
                {group.isDefault ? <Badge tone="accent">New members join it</Badge> : null}
              </span>
            ) : null}
          </>
        }
        back={{ href: path, label: "Groups" }}
        action={action}
      />
      <TabNav
        label="Group"
        items={[
          ...(members
            ? [{ href: home, label: "Members", count: group.memberCount, active: active === "members" }]
            : []),
          {
            href: members ? `${home}/projects` : home,
            label: "Projects",
            count: group.projects.count,
            active: active === "projects",
          },
          { href: `${home}/settings`, label: "Settings", active: active === "settings" },
        ]}
      />
    </>
  );
}
