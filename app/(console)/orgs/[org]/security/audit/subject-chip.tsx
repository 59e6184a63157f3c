import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";

type SubjectChipProps = { as: "actor" | "target"; name: string; removeHref: string };

const words = { actor: "Done by", target: "Activity of" } as const;

/** Says whose events these are alone, by whom or about what, and leads back to all of them. */
export function SubjectChip({ as, name, removeHref }: SubjectChipProps) {
  return (
    <span className="inline-flex h-9 min-w-0 items-center gap-1 rounded-md bg-accent-soft pr-1 pl-3 text-accent-ink">
      <span className="truncate">
        {words[as]} <span className="font-medium">{name}</span>
      </span>
      <Link
        href={removeHref as Route}
        scroll={false}
        aria-label={`Show all, not only ${words[as].toLowerCase()} ${name}`}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-sm hover:bg-hover"
      >
        <X className="size-4" />
      </Link>
    </span>
  );
}
