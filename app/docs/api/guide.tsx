import type { ReactNode } from "react";

/** One part of a guide, with an address of its own. */
export function GuidePart({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10 flex flex-col gap-4">
      <h2 id={id} className="text-xl font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A paragraph of a guide. */
export function GuideText({ children }: { children: ReactNode }) {
  return <p className="max-w-prose text-pretty">{children}</p>;
}
