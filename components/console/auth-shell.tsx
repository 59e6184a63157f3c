import type { ReactNode } from "react";
import { Logo } from "./logo";

export type AuthShellProps = {
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
};

/** A page for people on their way in: one card, one thing to do. */
export function AuthShell({ title, description, footer, children }: AuthShellProps) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:py-16">
      <header className="mb-7">
        <Logo />
      </header>
      <main id="content" className="w-full max-w-100 rounded-xl border border-line bg-surface p-6 sm:p-8">
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere text-balance">{title}</h1>
        {description ? (
          <div className="mt-1.5 wrap-anywhere text-muted text-pretty">{description}</div>
        ) : null}
        {children ? <div className="mt-6">{children}</div> : null}
      </main>
      {footer ? <footer className="mt-6 max-w-100 text-center text-muted">{footer}</footer> : null}
    </div>
  );
}
