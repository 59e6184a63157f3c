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
  /** The id of the list, where it is only a part of its page: each step leads to it, and not to the top. */
  anchor?: string;
};

/** How many rows a list shows, and the ways to its first, previous and next pages with the filters kept. */
export function ListPager({
  path,
  search,
  page: { rows, nextCursor, previousCursor },
  noun,
  total,
  anchor,
}: ListPagerProps) {
  const inside = Boolean(search.cursor);
  const hrefTo = (cursor: string | null) =>
    withParams(path, search, { cursor }) + (anchor ? `#${anchor}` : "");
  return (
    <Pager
      summary={summaryOf(rows.length, noun, total, Boolean(nextCursor) || inside)}
      firstHref={inside ? hrefTo(null) : null}
      previousHref={previousCursor ? hrefTo(previousCursor) : null}
      nextHref={nextCursor ? hrefTo(nextCursor) : null}
    />
  );
}

function summaryOf(shown: number, noun: string, total: number | undefined, parted: boolean): string {
  if (!parted) return count(shown, noun);
  return total === undefined ? `${count(shown, noun)} on this page` : `${shown} of ${count(total, noun)}`;
}
