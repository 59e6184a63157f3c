import { TabNav } from "@/components/ui/tabs";

/** The two views of an organization's people. */
export function MembersTabs({ home, active }: { home: string; active: "members" | "invitations" }) {
  return (
    <TabNav
      label="People"
      items={[
        { href: `${home}/members`, label: "Members", active: active === "members" },
        { href: `${home}/members/invitations`, label: "Invitations", active: active === "invitations" },
      ]}
    />
  );
}
