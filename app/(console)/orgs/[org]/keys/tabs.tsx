import { TabNav } from "@/components/ui/tabs";
import type { Actor } from "@/lib/auth/actor";
import type { KeyFilter } from "@/lib/domain/keys/input";

export type KeysTab = "own" | "organization" | "members";

const labels: Record<KeysTab, string> = {
  own: "Your keys",
  organization: "Organization keys",
  members: "Members’ keys",
};

/** The lists that there are for this actor. */
function tabsFor(actor: Actor): KeysTab[] {
  const reach = actor.permissions.get("keys:read");
  if (reach === "all") return ["own", "organization", "members"];
  return reach === "shared" ? ["own", "organization"] : ["own"];
}

/** The list that an address names; one's own where it names none that is there. */
export function tabIn(actor: Actor, named: unknown): KeysTab {
  return tabsFor(actor).find((tab) => tab === named) ?? "own";
}

/** Whose keys a list holds. */
export function keysOf(actor: Actor, tab: KeysTab): Pick<KeyFilter, "kind" | "member"> {
  if (tab === "organization") return { kind: "organization" };
  return tab === "members" ? { kind: "user" } : { member: actor.memberId ?? "" };
}

/** One's own keys, the organization's, and everyone's for whoever looks after them. */
export function KeysTabs({ actor, active }: { actor: Actor; active: KeysTab }) {
  const path = `/orgs/${actor.organization.slug}/keys`;
  return (
    <TabNav
      label="Keys"
      items={tabsFor(actor).map((tab) => ({
        href: tab === "own" ? path : `${path}?tab=${tab}`,
        label: labels[tab],
        active: tab === active,
      }))}
    />
  );
}
