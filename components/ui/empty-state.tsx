import type { ComponentType, ReactNode } from "react";
import { cn } from "./cn";

export type EmptyStateProps = {
  icon?: ComponentType<{ className?: string }>;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** What belongs here, and the first step towards it. */
export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center rounded-xl border border-dashed border-line px-6 py-14 text-center",
        className,
      )}
    >
      {Icon ? (
        <span className="mb-4 flex size-10 items-center justify-center rounded-lg border border-line bg-surface">
          <Icon className="size-5 text-muted" />
        </span>
      ) : null}
      <h2 className="text-base font-semibold wrap-anywhere">{title}</h2>
      {children ? <div className="mt-1 max-w-md text-muted text-pretty">{children}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
