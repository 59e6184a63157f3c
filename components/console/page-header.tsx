import { ArrowLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
};

/** A page's name, what it is for in a sentence, and the one deed most come for. */
export function PageHeader({ title, description, action, back }: PageHeaderProps) {
  return (
    <div className="mb-6">
      {back ? (
        <Link
          href={back.href as Route}
          className="mb-3 inline-flex items-center gap-1.5 rounded-sm text-muted hover:text-ink"
        >
          <ArrowLeft className="size-4" />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 sm:flex-1">
          {/* Where focus goes when a deed took away what had it. */}
          <h1
            tabIndex={-1}
            className="text-2xl font-semibold tracking-tight wrap-anywhere text-balance outline-none"
          >
            {title}
          </h1>
          {description ? <div className="mt-1 max-w-prose text-muted text-pretty">{description}</div> : null}
        </div>
        {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
