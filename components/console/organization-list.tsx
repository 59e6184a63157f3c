"use client";

import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { ShellOrganization } from "./types";

const searchFrom = 8;

/** The organizations one belongs to, with a search once they are more than one sees at a glance. */
export function OrganizationList({
  organizations,
  current,
}: {
  organizations: ShellOrganization[];
  current?: string;
}) {
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const found = organizations.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(wanted));
  return (
    <>
      {organizations.length >= searchFrom ? (
        <div className="p-1">
          <input
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            aria-label="Find an organization"
            placeholder="Find an organization"
            className="control"
          />
        </div>
      ) : null}
      <ul className="max-h-72 overflow-y-auto" aria-label="Your organizations">
        {found.map(({ slug, name, role }) => (
          <li key={slug}>
            <Link
              href={`/orgs/${slug}` as Route}
              aria-current={slug === current ? "true" : undefined}
              className="flex items-center gap-2.5 rounded-md px-2 py-1.5 -outline-offset-2 hover:bg-hover"
            >
              <Avatar name={name} square />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{name}</span>
                <span className="block truncate text-xs text-muted">{role}</span>
              </span>
              {slug === current ? <Check className="size-4 text-accent-ink" /> : null}
            </Link>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="px-2 py-3 text-muted">No organization is called that.</p> : null}
    </>
  );
}
