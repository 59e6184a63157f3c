import { cn } from "./cn";

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("animate-pulse rounded-md bg-hover", className)} />;
}

const widths = ["w-40", "w-24", "w-32", "w-20", "w-28"] as const;

/** Rows of two lines, as tall as the real ones, so that nothing moves when they come. */
export function TableSkeleton({ columns = 4, rows = 8 }: { columns?: number; rows?: number }) {
  const columnKeys = Array.from({ length: columns }, (_, index) => index);
  const rowKeys = Array.from({ length: rows }, (_, index) => index);
  return (
    <div role="status" className="@container/table">
      <span className="sr-only">Loading…</span>
      <div className="overflow-hidden rows:rounded-xl rows:border rows:border-line rows:bg-surface">
        <div className="h-9 border-b border-line bg-subtle cards:hidden" />
        {rowKeys.map((row) => (
          <div
            key={row}
            className={cn(
              "flex gap-4 border-line px-4 rows:h-15 rows:items-center rows:not-last:border-b",
              "cards:h-53 cards:flex-col cards:rounded-xl cards:border cards:bg-surface cards:py-5 cards:not-last:mb-3",
            )}
          >
            {columnKeys.map((column) => (
              <div key={column} className="flex min-w-0 flex-col gap-2 rows:flex-1">
                <Skeleton className={cn("h-3 max-w-full", widths[(row + column) % widths.length])} />
                {column === 0 ? <Skeleton className="h-2.5 w-32 max-w-full" /> : null}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
