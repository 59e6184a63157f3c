import { cn } from "./cn";

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("animate-pulse rounded-md bg-hover", className)} />;
}

const widths = ["w-40", "w-24", "w-32", "w-20", "w-28"] as const;

/** Rows of the height that real ones will have, so that nothing moves when they come. */
export function TableSkeleton({ columns = 4, rows = 8 }: { columns?: number; rows?: number }) {
  const columnKeys = Array.from({ length: columns }, (_, index) => index);
  const rowKeys = Array.from({ length: rows }, (_, index) => index);
  return (
    <div role="status" className="overflow-hidden rounded-xl border border-line bg-surface">
      <span className="sr-only">Loading…</span>
      <div className="h-9 border-b border-line bg-subtle" />
      {rowKeys.map((row) => (
        <div key={row} className="flex h-12 items-center gap-4 border-line px-4 not-last:border-b">
          {columnKeys.map((column) => (
            <div key={column} className={cn("min-w-0 flex-1", column > 1 && "max-sm:hidden")}>
              <Skeleton className={cn("h-3 max-w-full", widths[(row + column) % widths.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
