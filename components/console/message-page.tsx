import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { AuthShell } from "./auth-shell";

export type MessagePageProps = { title: string; children: ReactNode; action?: ReactNode; reference?: string };

/** A page that has only something to say: what happened, and what to do next. */
export function MessagePage({ title, children, action, reference }: MessagePageProps) {
  return (
    <AuthShell title={title} description={children}>
      {reference ? (
        <p className="-mt-3 text-sm text-muted">
          Reference: <code className="font-mono select-all">{reference}</code>
        </p>
      ) : null}
      {action ? <div className={cn("flex flex-wrap gap-2", reference && "mt-6")}>{action}</div> : null}
    </AuthShell>
  );
}
