import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

export type FoldProps = { title: ReactNode; className?: string; children: ReactNode };

/** What not every reader needs, a press away. */
export function Fold({ title, className, children }: FoldProps) {
  return (
    <details className={className}>
      <summary className="flex w-fit list-none items-center gap-1 rounded-md text-sm text-accent-ink">
        {/* Of the folds that lie in each other, only the pressed one turns. */}
        <ChevronRight className="size-3.5 transition-transform [details[open]>summary>&]:rotate-90" />
        {title}
      </summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}
