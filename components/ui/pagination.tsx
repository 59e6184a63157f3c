import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";

export type PagerProps = { previousHref?: string | null; nextHref?: string | null; summary: ReactNode };

/** Forward and back through a list, and where in it one is. */
export function Pager({ previousHref, nextHref, summary }: PagerProps) {
  const previous = (
    <>
      <ChevronLeft />
      Previous
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
      {previousHref || nextHref ? (
        <div className="flex gap-2">
          {previousHref ? (
            <ButtonLink size="sm" href={previousHref} rel="prev">
              {previous}
            </ButtonLink>
          ) : (
            <Button size="sm" disabled>
              {previous}
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
