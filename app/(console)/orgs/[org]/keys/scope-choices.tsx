"use client";

import { useRef } from "react";
import { resourceName } from "@/app/(console)/orgs/[org]/resource-names";
import { FieldError } from "@/components/form/field-frame";
import { useField } from "@/components/form/form-context";
import { Button } from "@/components/ui/button";
import { resources, type Scope } from "@/lib/core/roles";

/** What the key may read and write: a line for each resource of which this person holds something. */
export function ScopeChoices({ scopes }: { scopes: Scope[] }) {
  const { id, error } = useField("scopes");
  const group = useRef<HTMLFieldSetElement>(null);
  const lines = resources.filter((resource) => scopes.some((scope) => scope.startsWith(`${resource}:`)));

  function choose(wanted: (scope: string) => boolean) {
    for (const box of group.current?.querySelectorAll("input") ?? []) box.checked = wanted(box.value);
  }

  return (
    <fieldset
      ref={group}
      aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
      className="relative min-w-0"
    >
      <legend className="font-medium">Scopes</legend>
      <p id={`${id}-hint`} className="mt-0.5 text-sm text-muted">
        Give it only what it needs.
      </p>
      <div className="mt-2 flex gap-1 sm:absolute sm:top-0 sm:right-0 sm:mt-0">
        <Button size="sm" variant="ghost" onClick={() => choose((scope) => scope.endsWith(":read"))}>
          All read
        </Button>
        <Button size="sm" variant="ghost" onClick={() => choose(() => false)}>
          None
        </Button>
      </div>
      <div
        className="mt-2.5 grid rounded-lg border border-line px-3.5 py-1.5 sm:grid-flow-col sm:grid-cols-2 sm:gap-x-10 sm:grid-rows-[repeat(var(--lines),auto)]"
        style={{ "--lines": Math.ceil(lines.length / 2) } as React.CSSProperties}
      >
        {lines.map((resource) => (
          <div key={resource} className="grid grid-cols-[1fr_4rem_4rem] items-center py-1">
            <span className="min-w-0 pr-2">{resourceName(resource)}</span>
            {(["read", "write"] as const).map((deed) => {
              const scope: Scope = `${resource}:${deed}`;
              return scopes.includes(scope) ? (
                <label key={deed} className="flex items-center gap-1.5 text-sm text-muted">
                  <input
                    type="checkbox"
                    id={scope === scopes[0] ? id : undefined}
                    name="scopes"
                    value={scope}
                    aria-label={scope}
                  />
                  {deed === "read" ? "Read" : "Write"}
                </label>
              ) : (
                <span key={deed} />
              );
            })}
          </div>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
