"use client";

import { ChevronsUpDown, LayoutGrid, Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Disclosure } from "./disclosure";
import { OrganizationList } from "./organization-list";
import type { FindPlaces } from "./types";
import { usePlaces } from "./use-places";

const itemClass =
  "flex items-center gap-2.5 rounded-md px-2 py-1.5 -outline-offset-2 hover:bg-hover [&_svg]:mx-1.5 [&_svg]:size-4 [&_svg]:text-muted";

export type OrganizationSwitcherProps = {
  organization: { slug: string; name: string };
  findPlaces: FindPlaces;
};

/** Leads to another organization. Which ones there are is asked when it is opened. */
export function OrganizationSwitcher({ organization, findPlaces }: OrganizationSwitcherProps) {
  const { places, trouble, load } = usePlaces(findPlaces);
  return (
    <Disclosure
      className="min-w-0"
      summaryClassName="h-9 min-w-0 max-w-72 gap-2 px-1.5"
      onOpen={load}
      summary={
        <>
          <Avatar name={organization.name} square size="sm" />
          <span className="truncate font-medium">{organization.name}</span>
          <span className="sr-only">, switch organization</span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-muted" />
        </>
      }
    >
      {places ? (
        <OrganizationList organizations={places} current={organization.slug} />
      ) : (
        <p role="status" className="px-2 py-1.5 text-muted">
          {trouble ?? "Loading…"}
        </p>
      )}
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
