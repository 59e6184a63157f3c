import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";

export type CodeBlockProps = { code: string; label: string; children?: ReactNode };

/** Code to be read and copied. Its label says what it is; `children` stand beside it. */
export function CodeBlock({ code, label, children }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex min-h-10 items-center justify-between gap-3 border-b border-line bg-subtle py-1 pr-1 pl-3 text-sm">
        <span className="truncate text-muted">{label}</span>
        <span className="flex items-center gap-1">
          {children}
          <CopyButton value={code} variant="ghost" size="icon" label={`Copy: ${label}`} />
        </span>
      </figcaption>
      <Code label={label} code={code} />
    </figure>
  );
}

/** The code itself. What is wider or longer than its place scrolls there, by keyboard too. */
export function Code({ code, label }: { code: string; label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region of the page would be one landmark for each piece of code.
    <pre
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
      tabIndex={0}
      aria-label={label}
      className="max-h-112 overflow-auto p-3 font-mono text-xs leading-5 -outline-offset-2"
    >
      <code>{coloured(code)}</code>
    </pre>
  );
}

/** Comments, strings with what makes them names, words of the language, and flags of the shell. */
const tokens =
  /(?<comment>#.*$|(?<!:)\/\/.*$)|(?<name>"(?:[^"\\\n]|\\.)*"(?=:))|(?<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<word>\b(?:import|from|const|await|for|of|new|true|false|null|None|True|False|catch|try|if|throw)\b)|(?<flag>(?<=\s)-[A-Za-z](?=\s))/gm;

const looks: Record<string, string> = {
  comment: "text-faint",
  name: "text-ink",
  text: "text-success-ink",
  word: "text-accent-ink",
  flag: "text-muted",
};

function coloured(code: string): ReactNode[] {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const match of code.matchAll(tokens)) {
    const [kind = ""] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    pieces.push(code.slice(end, match.index));
    pieces.push(
      <span key={match.index} className={looks[kind]}>
        {match[0]}
      </span>,
    );
    end = match.index + match[0].length;
  }
  return [...pieces, code.slice(end)];
}
