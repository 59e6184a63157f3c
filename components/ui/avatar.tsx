import { cn } from "./cn";

const tones = [
  "bg-accent-soft text-accent-ink",
  "bg-success-soft text-success-ink",
  "bg-warning-soft text-warning-ink",
  "bg-danger-soft text-danger-ink",
  "bg-hover text-muted",
] as const;

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return (
    picked
      .map((word) => Array.from(word ?? "")[0] ?? "")
      .join("")
      .toUpperCase() || "?"
  );
}

function toneOf(name: string): string {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return tones[sum % tones.length] ?? tones[0];
}

export type AvatarProps = { name: string; size?: "sm" | "md" | "lg"; square?: boolean; className?: string };

/** Initials in a tone that a name always gets again. It is decoration: the name stands beside it. */
export function Avatar({ name, size = "md", square, className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex shrink-0 items-center justify-center font-medium select-none",
        square ? "rounded-md" : "rounded-full",
        { sm: "size-5 text-[0.625rem]", md: "size-7 text-xs", lg: "size-10 text-base" }[size],
        toneOf(name),
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
