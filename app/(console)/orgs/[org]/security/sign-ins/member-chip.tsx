import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";

/** Says that the list is one person's alone, and leads back to everyone's. */
export function MemberChip({ name, removeHref }: { name: string | null; removeHref: string }) {
  const who = name ?? "One member";
  return (
    <span className="inline-flex h-9 min-w-0 items-center gap-1 rounded-md bg-accent-soft pr-1 pl-3 text-accent-ink">
      <span className="truncate">{who}</span>
      <Link
        href={removeHref as Route}
        scroll={false}
        aria-label={`Show everyone, not ${who} alone`}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-sm hover:bg-hover"
      >
        <X className="size-4" />
      </Link>
    </span>
  );
}
