import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type FieldFrameProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  labelHidden?: boolean;
  className?: string;
  children: ReactNode;
};

/** The ids that describe a control, for `aria-describedby`. */
export function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

export function FieldError({ id, error }: { id: string; error?: string }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="mt-1.5 flex items-start gap-1.5 text-sm text-danger-ink">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" />
      <span>{error}</span>
    </p>
  );
}

/** Label above, hint below it, then the control, then what is wrong with it. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
  children,
}: FieldFrameProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <label htmlFor={id} className={cn("block font-medium", labelHidden && "sr-only")}>
        {label}
        {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="mt-0.5 text-sm text-muted text-pretty">
          {hint}
        </p>
      ) : null}
      <div className={labelHidden ? "" : "mt-1.5"}>{children}</div>
      <FieldError id={id} error={error} />
    </div>
  );
}
