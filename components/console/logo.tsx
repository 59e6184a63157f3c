import { cn } from "@/components/ui/cn";

/** The mark: a keyhole, cut into a shield's field. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={cn("size-6 shrink-0", className)} aria-hidden="true">
      <path
        className="fill-accent"
        d="M4 1.5h16A2.5 2.5 0 0 1 22.5 4v8.4c0 5-4 8.6-10.5 10.6C5.5 21 1.5 17.4 1.5 12.4V4A2.5 2.5 0 0 1 4 1.5Z"
      />
      <path
        className="fill-on-accent"
        d="M12 5.6a3.6 3.6 0 0 0-1.85 6.69L9.2 16.4a.8.8 0 0 0 .78.98h4.04a.8.8 0 0 0 .78-.98l-.95-4.11A3.6 3.6 0 0 0 12 5.6Z"
      />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2", className)}>
      <LogoMark />
      <span className="text-lg font-semibold tracking-tight">Steward</span>
    </span>
  );
}
