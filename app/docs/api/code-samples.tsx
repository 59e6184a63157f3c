import { CopyButton } from "@/components/ui/copy-button";
import { Code } from "./code-block";
import { type Language, languages } from "./samples";

const shownWhen: Record<Language, string> = {
  curl: "hidden group-has-[[value=curl]:checked]:block",
  TypeScript: "hidden group-has-[[value=TypeScript]:checked]:block",
  Python: "hidden group-has-[[value=Python]:checked]:block",
};

export type CodeSamplesProps = { id: string; label: string; samples: Record<Language, string> };

/** One call in each language. The choice is the browser's own, so it works without JavaScript too. */
export function CodeSamples({ id, label, samples }: CodeSamplesProps) {
  return (
    <div className="group min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex min-h-10 items-center justify-between gap-3 border-b border-line bg-subtle py-1 pr-1 pl-1.5">
        <fieldset className="flex gap-0.5">
          <legend className="sr-only">Language of “{label}”</legend>
          {languages.map((language) => (
            <label
              key={language}
              className="rounded-md px-2 py-1 text-sm text-muted hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name={`language-${id}`}
                value={language}
                data-language
                defaultChecked={language === "curl"}
                className="sr-only"
              />
              {language}
            </label>
          ))}
        </fieldset>
        {languages.map((language) => (
          <span key={language} className={shownWhen[language]}>
            <CopyButton
              value={samples[language]}
              variant="ghost"
              size="icon"
              label={`Copy: ${label}, ${language}`}
            />
          </span>
        ))}
      </div>
      {languages.map((language) => (
        <div key={language} className={shownWhen[language]}>
          <Code label={`${label}, ${language}`} code={samples[language]} />
        </div>
      ))}
    </div>
  );
}
