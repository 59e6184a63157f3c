import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";

export type FilterChipProps = {
  /** What they, or it, have to do with the rows: "Done by". */
  as?: string;
  name: string;
  removeHref: string;
};

/** Says that a list is narrowed to someone or something alone, and leads back to all of it. Stands in a `Toolbar`. */
export function FilterChip({ as = "", name, removeHref }: FilterChipProps) {
  return (
    <span className="inline-flex h-9 min-w-0 items-center gap-1 rounded-md bg-accent-soft pr-1 pl-3 text-accent-ink">
      <span className="truncate">
        {as} <span className="font-medium">{name}</span>
      </span>
      <Link
        href={removeHref as Route}
        scroll={false}
        aria-label={`Show all, not only ${as.toLowerCase()} ${name}`.replace("  ", " ")}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-sm hover:bg-hover"
      >
        <X className="size-4" />
      </Link>
    </span>
  );
}
