import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  info: { icon: Info, box: "border-accent/25 bg-accent-soft", mark: "text-accent-ink" },
  success: { icon: CircleCheck, box: "border-success/25 bg-success-soft", mark: "text-success-ink" },
  warning: { icon: TriangleAlert, box: "border-warning/30 bg-warning-soft", mark: "text-warning-ink" },
  danger: { icon: CircleAlert, box: "border-danger/25 bg-danger-soft", mark: "text-danger-ink" },
} as const;

export type AlertProps = Omit<ComponentProps<"div">, "title"> & {
  tone?: keyof typeof tones;
  title?: ReactNode;
  action?: ReactNode;
};

/** A notice that stays. Give it `role="alert"` only when it appears in answer to what someone just did. */
export function Alert({ tone = "info", title, action, children, className, ...rest }: AlertProps) {
  const { icon: Icon, box, mark } = tones[tone];
  return (
    <div className={cn("flex gap-3 rounded-lg border px-4 py-3 max-sm:flex-wrap", box, className)} {...rest}>
      <Icon className={cn("mt-0.5 size-4.5 shrink-0", mark)} />
      <div className="min-w-0 flex-1 max-sm:basis-3/4">
        {title ? <p className={cn("font-medium", mark)}>{title}</p> : null}
        {children ? <div className={cn("text-pretty", title ? "mt-0.5" : "")}>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0 self-center max-sm:ml-7.5">{action}</div> : null}
    </div>
  );
}
