import type { Route } from "next";
import Link from "next/link";
import { MethodBadge } from "./method-badge";
import type { ReferenceTag } from "./reference";

/** Endpoints by what they are about, each with the way to its words. */
export function EndpointIndex({ tags }: { tags: ReferenceTag[] }) {
  return (
    <div className="gap-x-10 lg:columns-2">
      {tags.map(({ slug, name, endpoints }) => (
        <section key={slug} aria-labelledby={`about-${slug}`} className="mb-8 break-inside-avoid">
          <h3 id={`about-${slug}`} className="mb-1.5 font-semibold">
            <Link href={`/docs/api/${slug}` as Route} className="rounded-sm hover:underline">
              {name}
            </Link>
          </h3>
          <ul className="border-t border-line">
            {endpoints.map(({ id, method, summary, path }) => (
              <li key={id} className="border-b border-line">
                <Link
                  href={`/docs/api/${slug}#${id}` as Route}
                  className="flex items-center gap-3 rounded-sm py-2 hover:bg-subtle"
                >
                  <span className="w-14 shrink-0">
                    <MethodBadge method={method} />
                  </span>
                  <span className="min-w-0">
                    <span className="block">{summary}</span>
                    <code className="block truncate font-mono text-xs text-muted">{path}</code>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
