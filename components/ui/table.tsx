import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { type ComponentProps, isValidElement, type ReactNode } from "react";
import { cn } from "./cn";

export type TableProps = ComponentProps<"table"> & {
  /** Says what the table holds; read out by screen readers, hidden from sight unless `captionShown`. */
  caption: ReactNode;
  captionShown?: boolean;
};

/** A real table: with cards for rows where room is short, and a head that sticks to the page where there is plenty. */
export function Table({ caption, captionShown, className, children, ...rest }: TableProps) {
  return (
    <div className="@container/table">
      {/* What screen readers alone are told is placed within, so that it cannot widen the page. */}
      <div className="relative rows:rounded-xl rows:border rows:border-line rows:bg-surface tight:overflow-x-auto">
        <table
          className={cn("w-full border-separate border-spacing-0 text-left cards:block", className)}
          {...rest}
        >
          <caption className={captionShown ? "px-4 py-3 text-left text-muted" : "sr-only"}>{caption}</caption>
          {children}
        </table>
      </div>
    </div>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead className={cn("cards:sr-only", className)} {...rest} />;
}

export function TableBody({ className, ...rest }: ComponentProps<"tbody">) {
  return (
    <tbody
      className={cn(
        "cards:flex cards:flex-col cards:gap-3 rows:[&>tr:not(:last-child)>td]:border-b",
        "rows:[&>tr:last-child>td:first-child]:rounded-bl-xl rows:[&>tr:last-child>td:last-child]:rounded-br-xl",
        className,
      )}
      {...rest}
    />
  );
}

export type TableRowProps = ComponentProps<"tr"> & { selected?: boolean };

export function TableRow({ selected, className, ...rest }: TableRowProps) {
  return (
    <tr
      data-selected={selected || undefined}
      className={cn(
        "cards:flex cards:flex-col cards:rounded-xl cards:border cards:border-line cards:bg-surface cards:py-2",
        "rows:[&>td]:transition-colors rows:[&>td]:duration-75 rows:hover:[&>td]:bg-subtle",
        "data-selected:[&>td]:bg-accent-soft",
        className,
      )}
      {...rest}
    />
  );
}

const ariaSort = { asc: "ascending", desc: "descending" } as const;

function sortOf(children: ReactNode): "ascending" | "descending" | undefined {
  if (!isValidElement<SortLinkProps>(children) || children.type !== SortLink) return undefined;
  const { direction } = children.props;
  return direction ? ariaSort[direction] : undefined;
}

export type CellProps = { align?: "left" | "right" };

/** A column's head. When its one child is a `SortLink` it says the sort order itself. */
export function Th({ align, className, children, ...rest }: Omit<ComponentProps<"th">, "align"> & CellProps) {
  return (
    <th
      scope="col"
      aria-sort={sortOf(children)}
      className={cn(
        "z-[1] h-9 border-b bg-subtle px-4 tight:px-3 text-sm font-medium whitespace-nowrap text-muted",
        "wide:sticky wide:top-(--header-height)",
        "first:rounded-tl-xl last:rounded-tr-xl",
        align === "right" && "text-right",
        className,
      )}
      {...rest}
    >
      {children}
    </th>
  );
}

/** The head of the column of deeds: told to screen readers, while those who see need no word for it. */
export function ActionsTh() {
  return (
    <Th>
      <span className="sr-only">Actions</span>
    </Th>
  );
}

export type TdProps = Omit<ComponentProps<"td">, "align"> &
  CellProps & {
    /** The column's name, shown beside the cell where rows are cards. Leave it out for what needs no name. */
    label?: string;
    /** For what is short and reads badly in two lines: a role, a state, a moment. */
    nowrap?: boolean;
  };

const labelledInCards = cn(
  "cards:not-first:flex cards:not-first:items-baseline cards:not-first:justify-between cards:not-first:gap-6",
  "cards:not-first:text-right cards:not-first:before:shrink-0 cards:not-first:before:font-normal",
  "cards:not-first:before:text-muted cards:not-first:before:content-[attr(data-label)]",
);
const deeds = cn(
  "cards:mt-1.5 cards:flex cards:justify-end cards:border-t cards:pt-2 cards:pb-0.5 cards:empty:hidden",
  "rows:tight:sticky rows:tight:right-0 rows:tight:bg-surface",
);

/**
 * A cell. One at the right without a label holds a row's deeds, and stays in sight while the rest scrolls sideways.
 * On a card the first cell is the heading, and the deeds are the foot.
 */
export function Td({ label, align, nowrap, className, children, ...rest }: TdProps) {
  return (
    <td
      data-label={label}
      className={cn(
        "px-4 py-1.5 rows:tight:px-3 wrap-anywhere cards:first:font-medium rows:h-12 rows:py-2",
        label ? labelledInCards : align === "right" && deeds,
        align === "right" && "rows:text-right",
        nowrap && "rows:whitespace-nowrap",
        className,
      )}
      {...rest}
    >
      {label ? <div className="min-w-0">{children}</div> : children}
    </td>
  );
}

export type SortLinkProps = { href: string; direction: "asc" | "desc" | null; children: ReactNode };

/** Sorts by its column: a link, because the order lives in the address. */
export function SortLink({ href, direction, children }: SortLinkProps) {
  const Icon = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <Link
      href={href as Route}
      scroll={false}
      className={cn(
        "-mx-1.5 inline-flex items-center gap-1 rounded-sm px-1.5 py-1 hover:text-ink",
        direction && "text-ink",
      )}
    >
      {children}
      <Icon className={cn("size-3.5", !direction && "text-faint")} />
    </Link>
  );
}
