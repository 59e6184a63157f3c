import { cn } from "@/components/ui/cn";

const words = ["Very weak", "Weak", "Fair", "Good", "Strong"];
const colours = ["bg-danger", "bg-danger", "bg-warning", "bg-success", "bg-success"];

export type StrengthMeterProps = {
  /** Before, its place is kept empty, so that nothing moves when it comes. */
  shown: boolean;
  /** 0 to 4; `null` when there is nothing to judge. */
  strength: number | null;
  /** Told together with the strength to whoever does not see it. */
  advice?: string | null;
};

/** How strong a password is: four segments and a word, which is also spoken when it changes. */
export function StrengthMeter({ shown, strength, advice }: StrengthMeterProps) {
  return (
    <output className="mt-1.5 flex min-h-5 items-center gap-3 text-sm">
      {shown ? (
        <span aria-hidden className="flex grow gap-1">
          {[1, 2, 3, 4].map((segment) => (
            <span
              key={segment}
              className={cn(
                "h-1 grow rounded-full transition-colors",
                strength !== null && segment <= Math.max(1, strength) ? colours[strength] : "bg-hover",
              )}
            />
          ))}
        </span>
      ) : null}
      {strength === null ? null : (
        <span className="font-medium">
          <span className="sr-only">Password strength: </span>
          {words[strength]}
          {advice ? <span className="sr-only">. {advice}</span> : null}
        </span>
      )}
    </output>
  );
}
