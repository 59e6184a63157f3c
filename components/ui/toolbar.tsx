import type { ReactNode } from "react";
import { Alert } from "./alert";
import { Button } from "./button";
import { cn } from "./cn";

export type ToolbarProps = {
  children: ReactNode;
  /** Stands at the far end and belongs to no filter: an export, a view. */
  end?: ReactNode;
  /** Parameters of the address that a search without JavaScript has to keep, such as the sort order. */
  keep?: Record<string, string | undefined>;
  /** Why something of the filter does not hold. */
  complaints?: string[];
  label?: string;
  className?: string;
};

/** Search and filters above a list: a GET form, so that it works before and without JavaScript. */
export function Toolbar({
  children,
  end,
  keep = {},
  complaints = [],
  label = "Search and filter",
  className,
}: ToolbarProps) {
  return (
    <div className={cn("mb-4 flex flex-wrap items-center justify-between gap-2", className)}>
      <search aria-label={label} className="min-w-0 grow">
        <form method="get" className="flex flex-wrap items-center gap-2">
          {Object.entries(keep).map(([name, value]) =>
            value ? <input key={name} type="hidden" name={name} value={value} /> : null,
          )}
          {children}
          <noscript>
            <Button type="submit">Apply</Button>
          </noscript>
        </form>
      </search>
      {end ? <div className="flex items-center gap-2">{end}</div> : null}
      {complaints.length > 0 ? (
        <Alert tone="warning" role="alert" className="mt-2 w-full">
          {complaints.join(" ")}
        </Alert>
      ) : null}
    </div>
  );
}
