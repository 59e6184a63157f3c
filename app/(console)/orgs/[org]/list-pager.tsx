import { Pager } from "@/components/ui/pagination";
import type { Page } from "@/lib/core/cursor";
import { count } from "@/lib/core/text";
import { withParams } from "@/lib/web/page";

type ListPagerProps = {
  path: string;
  search: Record<string, string | string[] | undefined>;
  page: Page<unknown>;
  /** How many there are in all, where that is known without counting. */
  total?: number;
  /** What one row is, such as `member`. */
  noun: string;
};

/** How many rows a list shows, and the ways to its first, previous and next pages with the filters kept. */
export function ListPager({
  path,
  search,
  page: { rows, nextCursor, previousCursor },
  noun,
  total,
}: ListPagerProps) {
  const inside = Boolean(search.cursor);
  return (
    <Pager
      summary={summaryOf(rows.length, noun, total, Boolean(nextCursor) || inside)}
      firstHref={inside ? withParams(path, search, { cursor: null }) : null}
      previousHref={previousCursor ? withParams(path, search, { cursor: previousCursor }) : null}
      nextHref={nextCursor ? withParams(path, search, { cursor: nextCursor }) : null}
    />
  );
}

function summaryOf(shown: number, noun: string, total: number | undefined, parted: boolean): string {
  if (!parted) return count(shown, noun);
  return total === undefined ? `${count(shown, noun)} on this page` : `${shown} of ${count(total, noun)}`;
}
