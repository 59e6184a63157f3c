import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";

export type PagerProps = {
  firstHref?: string | null;
  /** Null where the list can be walked back and there is no page before; left out where it only leads forwards. */
  previousHref?: string | null;
  nextHref?: string | null;
  summary: ReactNode;
};

/** On through a list, back where its cursors lead back, and to its beginning; and where in it one is. */
export function Pager({ firstHref, previousHref, nextHref, summary }: PagerProps) {
  const first = (
    <>
      <ChevronsLeft />
      First page
    </>
  );
  const next = (
    <>
      Next
      <ChevronRight />
    </>
  );
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center justify-between gap-4">
      <p className="tabular text-muted">{summary}</p>
      {firstHref || nextHref ? (
        <div className="flex gap-2">
          {firstHref ? (
            <ButtonLink size="sm" href={firstHref}>
              {first}
            </ButtonLink>
          ) : (
            <Button size="sm" disabled>
              {first}
            </Button>
          )}
          {previousHref ? (
            <ButtonLink size="sm" href={previousHref} rel="prev">
              <ChevronLeft />
              Previous
            </ButtonLink>
          ) : null}
          {nextHref ? (
            <ButtonLink size="sm" href={nextHref} rel="next">
              {next}
            </ButtonLink>
          ) : (
            <Button size="sm" disabled>
              {next}
            </Button>
          )}
        </div>
      ) : null}
    </nav>
  );
}
