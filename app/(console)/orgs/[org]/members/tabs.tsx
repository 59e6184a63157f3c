import { TabNav } from "@/components/ui/tabs";

type MembersTabsProps = { home: string; active: "members" | "invitations" | "removed" };

/** Who is here, who is invited, and who was here. */
export function MembersTabs({ home, active }: MembersTabsProps) {
  const path = `${home}/members`;
  return (
    <TabNav
      label="People"
      items={[
        { href: path, label: "Members", active: active === "members" },
        { href: `${path}/invitations`, label: "Invitations", active: active === "invitations" },
        { href: `${path}/removed`, label: "Removed", active: active === "removed" },
      ]}
    />
  );
}
