import type { Route } from "next";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Words of the document: a blank line begins a paragraph, backticks hold what is typed. */
export function Words({ children, className }: { children: string; className?: string }) {
  return children.split(/\n{2,}/).map((paragraph) => (
    <p key={paragraph} className={cn("max-w-prose text-pretty", className)}>
      <Line>{paragraph}</Line>
    </p>
  ));
}

export function Line({ children }: { children: string }): ReactNode {
  return children.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change places.
    index % 2 === 1 ? <Marked key={index}>{part}</Marked> : <Fragment key={index}>{part}</Fragment>,
  );
}

/** What stands between backticks; an address of the reference leads there. */
function Marked({ children }: { children: string }) {
  if (!children.startsWith("/docs/api/")) return <Typed>{children}</Typed>;
  return (
    <Link href={children as Route} className="link">
      <Typed>{children}</Typed>
    </Link>
  );
}

/** What a program reads or writes, within a sentence. */
export function Typed({ children }: { children: ReactNode }) {
  return (
    <code className="rounded-sm bg-hover px-1 py-px font-mono text-[0.92em] wrap-anywhere">{children}</code>
  );
}
