import { ChevronsUpDown, LayoutGrid, Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Disclosure } from "./disclosure";
import { OrganizationList } from "./organization-list";
import type { ShellOrganization } from "./types";

const itemClass =
  "flex items-center gap-2.5 rounded-md px-2 py-1.5 -outline-offset-2 hover:bg-hover [&_svg]:mx-1.5 [&_svg]:size-4 [&_svg]:text-muted";

export type OrganizationSwitcherProps = {
  organization: { slug: string; name: string };
  organizations: ShellOrganization[];
};

export function OrganizationSwitcher({ organization, organizations }: OrganizationSwitcherProps) {
  return (
    <Disclosure
      className="min-w-0"
      summaryClassName="h-9 min-w-0 max-w-72 gap-2 px-1.5"
      summary={
        <>
          <Avatar name={organization.name} square size="sm" />
          <span className="truncate font-medium">{organization.name}</span>
          <span className="sr-only">, switch organization</span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-muted" />
        </>
      }
    >
      <OrganizationList organizations={organizations} current={organization.slug} />
      <div className="mt-1 border-t border-line pt-1">
        <Link href={"/orgs/new" as Route} className={itemClass}>
          <Plus />
          Create organization
        </Link>
        <Link href={"/orgs" as Route} className={itemClass}>
          <LayoutGrid />
          All organizations
        </Link>
      </div>
    </Disclosure>
  );
}
