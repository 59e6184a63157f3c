"use client";

import { useEffect, useRef, useState } from "react";
import { FieldError } from "@/components/form/field-frame";
import { useField } from "@/components/form/form-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Resource, Scope } from "@/lib/core/roles";
import { scopeGroups, scopePresets, scopeWords } from "@/lib/core/scope-words";

type ScopeChoicesProps = {
  /** What may be chosen. */
  scopes: Scope[];
  /** What is chosen to begin with. */
  chosen?: Scope[];
  /** Whether all of them stand there at once, where there is room for it. */
  unfolded?: boolean;
};

/** What a key may do, grouped, a sentence each. Presets choose at a press what keys are most often made for. */
export function ScopeChoices({ scopes, chosen = [], unfolded = false }: ScopeChoicesProps) {
  const { id, error, typedChoices } = useField("scopes");
  const frame = useRef<HTMLFieldSetElement>(null);
  const start = typedChoices ?? chosen;
  const [total, setTotal] = useState(start.length);

  useEffect(() => {
    const form = frame.current?.closest("form");
    const recount = () => setTotal(frame.current?.querySelectorAll("input:checked").length ?? 0);
    // A reset is announced before it happens.
    const recountSoon = () => setTimeout(recount);
    form?.addEventListener("input", recount);
    form?.addEventListener("reset", recountSoon);
    return () => {
      form?.removeEventListener("input", recount);
      form?.removeEventListener("reset", recountSoon);
    };
  }, []);

  function choose(wanted: readonly string[]) {
    for (const box of frame.current?.querySelectorAll("input") ?? [])
      box.checked = wanted.includes(box.value);
    frame.current?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  return (
    <fieldset
      ref={frame}
      aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
      className="relative min-w-0"
    >
      <legend className="font-medium">Scopes</legend>
      <p id={`${id}-hint`} className="mt-0.5 text-sm text-muted">
        Give it only what it needs. <span role="status">{total} chosen.</span>
      </p>
      <div className="mt-2 flex flex-wrap gap-1">
        {scopePresets
          .filter((preset) => preset.scopes.some((scope) => scopes.includes(scope)))
          .map((preset) => (
            <Button key={preset.name} size="sm" onClick={() => choose(preset.scopes)}>
              {preset.name}
            </Button>
          ))}
        <Button size="sm" variant="ghost" onClick={() => choose([])}>
          None
        </Button>
      </div>
      <div
        className={cn(
          "mt-2.5 rounded-lg border border-line",
          unfolded ? "overflow-hidden" : "max-h-96 overflow-y-auto",
        )}
      >
        {scopeGroups.map(({ title, resources }) => (
          <ScopeGroup key={title} {...{ id, title, resources, scopes, start }} />
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

type ScopeGroupProps = {
  id: string;
  title: string;
  resources: readonly Resource[];
  scopes: readonly Scope[];
  start: readonly string[];
};

function ScopeGroup({ id, title, resources, scopes, start }: ScopeGroupProps) {
  const lines = resources.filter((resource) => scopes.some((scope) => scope.startsWith(`${resource}:`)));
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="sticky top-0 z-[1] border-b border-line bg-subtle px-3.5 py-1.5 text-sm font-medium text-muted">
        {title}
      </h3>
      <div className="divide-y divide-line">
        {lines.map((resource) => (
          <div key={resource} className="grid gap-x-6 gap-y-2 px-3.5 py-2.5 sm:grid-cols-2">
            {(["read", "write"] as const).map((deed) => {
              const scope: Scope = `${resource}:${deed}`;
              return scopes.includes(scope) ? (
                <ScopeBox key={deed} id={`${id}-${scope}`} scope={scope} chosen={start.includes(scope)} />
              ) : null;
            })}
          </div>
        ))}
      </div>
    </section>
  );
}

function ScopeBox({ id, scope, chosen }: { id: string; scope: Scope; chosen: boolean }) {
  return (
    <div className="flex gap-2.5">
      <input
        type="checkbox"
        id={id}
        name="scopes"
        value={scope}
        defaultChecked={chosen}
        aria-describedby={`${id}-words`}
        className="mt-0.5 shrink-0"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block font-mono text-sm">
          {scope}
        </label>
        <p id={`${id}-words`} className="text-sm text-muted text-pretty">
          {scopeWords[scope]}
        </p>
      </div>
    </div>
  );
}
