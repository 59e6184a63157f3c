import type { Route } from "next";
import Link from "next/link";
import { cn } from "./cn";

export type TabItem = { href: string; label: string; count?: number; active?: boolean };

/** Views of one thing, each with its own address. They are links: a tab can be opened, shared and gone back to. */
export function TabNav({ items, label = "Views" }: { items: TabItem[]; label?: string }) {
  return (
    <nav aria-label={label} className="mb-6 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href as Route}
              aria-current={item.active ? "page" : undefined}
              className={cn(
                "flex h-10 items-center gap-2 border-b-2 px-2.5 whitespace-nowrap -outline-offset-2",
                item.active
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-muted hover:border-line hover:text-ink",
              )}
            >
              {item.label}
              {item.count === undefined ? null : (
                <span className="tabular rounded-full bg-hover px-1.5 text-xs text-muted">
                  {item.count.toLocaleString("en")}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
