"use client";

import { useEffect, useId, useRef, useState } from "react";
import type { FormAction } from "@/lib/core/action-state";
import { FieldError } from "./field-frame";
import { FindInput, typingPauseMs } from "./find-input";
import { useField } from "./form-context";
import { send } from "./send";

export type Found = {
  id: string;
  name: string;
  hint?: string;
  /** Whether it is what it would become by being chosen. */
  taken?: boolean;
};

/** What is offered of what fits a word, and whether there is more. */
export type Offer = { found: Found[]; more: boolean };

type PickerProps = {
  name: string;
  legend: string;
  /** What the search is called for those who do not see it. */
  searchLabel?: string;
  placeholder: string;
  /** Finds what may be chosen by a word `q`. */
  find: FormAction<Offer>;
  /** What else the search has to know. */
  about?: Record<string, string>;
  /** Whether any number may be chosen, or exactly one. */
  many?: boolean;
  /** What is said of one that is `taken`. */
  takenLabel?: string;
};

/** Chooses out of many, whom or what one finds by typing. What was chosen stays in sight while the search goes on. */
export function Picker({
  name,
  legend,
  searchLabel = "Search",
  placeholder,
  find,
  about = {},
  many = false,
  takenLabel = "",
}: PickerProps) {
  const { id, error } = useField(name);
  const searchId = useId();
  const [q, setQ] = useState("");
  const [answer, setAnswer] = useState<Offer | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Found[]>([]);
  const ask = useRef({ find, about });

  useEffect(() => {
    let late = false;
    const timer = setTimeout(async () => {
      const next = await send(ask.current.find, { ...ask.current.about, q });
      if (late) return;
      if (next.status === "done") setAnswer(next.data ?? null);
      setTrouble(next.status === "refused" ? next.message : null);
    }, typingPauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [q]);

  function toggle(one: Found, on: boolean) {
    if (!many) return setChosen([one]);
    setChosen((before) => (on ? [...before, one] : before.filter((other) => other.id !== one.id)));
  }

  const others = answer?.found.filter((one) => !chosen.some((other) => other.id === one.id)) ?? [];

  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-medium">{legend}</legend>
      <label htmlFor={searchId} className="sr-only">
        {searchLabel}
      </label>
      <FindInput
        id={searchId}
        value={q}
        onChange={setQ}
        placeholder={placeholder}
        invalid={error !== undefined}
      />
      <p role="status" className="mt-1.5 min-h-5 text-sm text-muted">
        {trouble ?? wordsFor(answer, chosen.length, many)}
      </p>
      <div className="mt-1 flex max-h-56 flex-col overflow-y-auto">
        {[...chosen, ...others].map((one, index) => (
          <label
            key={one.id}
            className="flex gap-2.5 rounded-md px-1 py-1.5 has-disabled:text-muted has-enabled:hover:bg-hover"
          >
            <input
              type={many ? "checkbox" : "radio"}
              id={index === 0 ? id : undefined}
              name={name}
              value={one.id}
              checked={chosen.some((other) => other.id === one.id)}
              disabled={one.taken}
              required={!many}
              onChange={(event) => toggle(one, event.target.checked)}
              className="mt-0.5 shrink-0"
            />
            <span className="min-w-0 wrap-anywhere">
              {one.name} <span className="text-muted">{one.taken ? takenLabel : one.hint}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

function wordsFor(answer: Offer | null, chosen: number, many: boolean): string {
  if (answer === null) return "Looking…";
  const left = many && chosen > 0 ? `${chosen} chosen. ` : "";
  if (answer.found.length === 0) return `${left}Nothing found.`;
  return answer.more ? `${left}There are more. Type to narrow them down.` : left.trim();
}
