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

/**
 * A real table whose head sticks below the page's top bar. On phones its rows become cards.
 * Between the two it scrolls sideways, where the head cannot stick.
 */
export function Table({ caption, captionShown, className, children, ...rest }: TableProps) {
  return (
    <div className="max-lg:overflow-x-auto sm:rounded-xl sm:border sm:border-line sm:bg-surface">
      <table
        className={cn("w-full border-separate border-spacing-0 text-left max-sm:block", className)}
        {...rest}
      >
        <caption className={captionShown ? "px-4 py-3 text-left text-muted" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead className={cn("max-sm:sr-only", className)} {...rest} />;
}

export function TableBody({ className, ...rest }: ComponentProps<"tbody">) {
  return (
    <tbody
      className={cn(
        "max-sm:flex max-sm:flex-col max-sm:gap-3 sm:[&>tr:not(:last-child)>td]:border-b",
        "sm:[&>tr:last-child>td:first-child]:rounded-bl-xl sm:[&>tr:last-child>td:last-child]:rounded-br-xl",
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
        "max-sm:relative max-sm:flex max-sm:flex-col max-sm:rounded-xl max-sm:border max-sm:border-line max-sm:bg-surface max-sm:py-2",
        "sm:[&>td]:transition-colors sm:[&>td]:duration-75 sm:hover:[&>td]:bg-subtle",
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
        "sticky top-(--header-height) z-[1] h-9 border-b bg-subtle px-4 text-sm font-medium whitespace-nowrap text-muted",
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

export type TdProps = Omit<ComponentProps<"td">, "align"> &
  CellProps & {
    /** The column's name, shown beside the cell where rows are cards. Leave it out for what needs no name. */
    label?: string;
  };

const labelledOnPhones = cn(
  "max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-6 max-sm:text-right",
  "max-sm:before:shrink-0 max-sm:before:text-muted max-sm:before:content-[attr(data-label)]",
);

/** A cell. On phones, one at the right without a label (a row's menu) goes to the corner of the card. */
export function Td({ label, align, className, children, ...rest }: TdProps) {
  return (
    <td
      data-label={label}
      className={cn(
        "px-4 py-1.5 max-sm:wrap-anywhere sm:h-12 sm:py-2",
        label && labelledOnPhones,
        align === "right" && !label && "max-sm:absolute max-sm:top-1 max-sm:right-0 max-sm:px-2",
        align === "right" && "sm:text-right",
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
