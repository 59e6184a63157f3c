import { ChevronRight, ChevronsLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";

export type PagerProps = { firstHref?: string | null; nextHref?: string | null; summary: ReactNode };

/** On through a list and back to its beginning, since its cursors only lead forwards; and where in it one is. */
export function Pager({ firstHref, nextHref, summary }: PagerProps) {
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
