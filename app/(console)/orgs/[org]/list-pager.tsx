import { Pager } from "@/components/ui/pagination";
import { count } from "@/lib/core/text";
import { withParams } from "@/lib/web/page";

type ListPagerProps = {
  path: string;
  search: Record<string, string | string[] | undefined>;
  page: { rows: unknown[]; nextCursor: string | null };
  /** What one row is, such as `member`. */
  noun: string;
};

/** How many rows a list shows, and the ways to its first and next pages with the filters kept. */
export function ListPager({ path, search, page: { rows, nextCursor }, noun }: ListPagerProps) {
  const inside = Boolean(search.cursor);
  return (
    <Pager
      summary={`${count(rows.length, noun)}${nextCursor || inside ? " on this page" : ""}`}
      firstHref={inside ? withParams(path, search, { cursor: null }) : null}
      nextHref={nextCursor ? withParams(path, search, { cursor: nextCursor }) : null}
    />
  );
}
