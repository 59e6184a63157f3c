import type { ReactNode } from "react";
import { Logo } from "./logo";

export type MessagePageProps = { title: string; children: ReactNode; action?: ReactNode; reference?: string };

/** A page that has only something to say: what happened, and what to do next. */
export function MessagePage({ title, children, action, reference }: MessagePageProps) {
  return (
    <main id="content" className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center px-4 py-16">
      <Logo className="mb-8" />
      <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
      <div className="mt-2 text-muted text-pretty">{children}</div>
      {reference ? (
        <p className="mt-3 text-sm text-muted">
          Reference: <code className="font-mono select-all">{reference}</code>
        </p>
      ) : null}
      {action ? <div className="mt-6 flex flex-wrap gap-2">{action}</div> : null}
    </main>
  );
}
