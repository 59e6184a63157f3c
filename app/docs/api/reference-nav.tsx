"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { NavLink } from "@/components/console/nav-link";
import { MethodBadge } from "./method-badge";
import { found } from "./search";

export type ReferencePlace = {
  href: string;
  label: string;
  endpoints: { id: string; method: string; path: string; summary: string }[];
};

/** The pages of the reference, with the endpoints of the open one, and a search over all of them. */
export function ReferenceNav({ start, tags }: { start: ReferencePlace[]; tags: ReferencePlace[] }) {
  const pathname = usePathname();
  const [sought, setSought] = useState("");
  const results = useRef<HTMLUListElement>(null);
  const hits = tags.flatMap(({ href, endpoints }) =>
    found(endpoints, sought).map((endpoint) => ({ ...endpoint, href: `${href}#${endpoint.id}` })),
  );

  function goToFirst(event: FormEvent) {
    const first = results.current?.querySelector("a");
    if (!first) return;
    event.preventDefault();
    first.click();
  }

  return (
    <nav aria-label="API reference" className="flex flex-col gap-5">
      {/* biome-ignore lint/a11y/useSemanticElements: the element <search> is too young for the browsers that we serve. */}
      <form role="search" action="/docs/api" onSubmit={goToFirst}>
        <input
          type="search"
          name="q"
          value={sought}
          onChange={({ target }) => setSought(target.value)}
          aria-label="Search endpoints"
          placeholder="Search endpoints"
          autoComplete="off"
          className="control"
        />
      </form>
      {sought.trim() ? (
        <div>
          <p role="status" className="mb-1 px-2 text-xs font-medium text-faint">
            {hits.length === 1 ? "1 endpoint" : `${hits.length} endpoints`}
          </p>
          <ul ref={results} className="flex flex-col gap-px">
            {hits.map(({ href, summary, method }) => (
              <li key={href}>
                <EndpointLink href={href} method={method} onFollow={() => setSought("")}>
                  {summary}
                </EndpointLink>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        [
          { title: "Guides", places: start },
          { title: "Endpoints", places: tags },
        ].map(({ title, places }) => (
          <div key={title}>
            <p className="mb-1 px-2 text-xs font-medium text-faint">{title}</p>
            <ul className="flex flex-col gap-px" aria-label={title}>
              {places.map(({ href, label, endpoints }) => (
                <li key={href}>
                  <NavLink href={href} exact>
                    {label}
                  </NavLink>
                  {pathname === href && endpoints.length > 0 ? (
                    <ul className="my-1 ml-3 flex flex-col gap-px border-l border-line pl-1.5">
                      {endpoints.map(({ id, method, summary }) => (
                        <li key={id}>
                          <EndpointLink href={`#${id}`} method={method}>
                            {summary}
                          </EndpointLink>
                        </li>
                      ))}
                    </ul>
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
        ))
      )}
    </nav>
  );
}

type EndpointLinkProps = { href: string; method: string; onFollow?: () => void; children: ReactNode };

function EndpointLink({ href, method, onFollow, children }: EndpointLinkProps) {
  return (
    <Link
      href={href as Route}
      onClick={onFollow}
      className="flex items-center justify-between gap-2 rounded-md px-2 py-1 text-sm text-muted hover:bg-hover hover:text-ink max-md:py-2"
    >
      <span className="min-w-0">{children}</span>
      <MethodBadge method={method} />
    </Link>
  );
}
