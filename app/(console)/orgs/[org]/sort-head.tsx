import type { ReactElement } from "react";
import { SortLink } from "@/components/ui/table";
import { withParams } from "@/lib/web/page";

type Order = "asc" | "desc";

type SortedList<Sort> = {
  path: string;
  search: Record<string, string | string[] | undefined>;
  filter: { sort: Sort; order: Order };
};

/** Makes the heads of a list's columns that sort by them: upwards first, and the other way when pressed again. */
export function sortHead<Sort extends string>({ path, search, filter }: SortedList<Sort>) {
  return (sort: Sort, label: string): ReactElement => {
    const direction = filter.sort === sort ? filter.order : null;
    const order = direction === "asc" ? "desc" : "asc";
    return (
      <SortLink href={withParams(path, search, { cursor: null, sort, order })} direction={direction}>
        {label}
      </SortLink>
    );
  };
}
