"use client";

import { useEffect, useId, useState } from "react";
import { CheckboxGroup, type Choice } from "@/components/form/choices";
import { FindInput, typingPauseMs } from "@/components/form/find-input";
import { send } from "@/components/form/send";
import type { FormAction } from "@/lib/core/action-state";
import { offerGroups } from "./actions";

/** So many groups are offered at a time; beyond that one searches. */
const offered = 50;

/** The groups to which one may add someone, as checkboxes. What is ticked stays while one searches for more. */
export function GroupChoices({ org }: { org: string }) {
  const id = useId();
  const [q, setQ] = useState("");
  const [choices, setChoices] = useState<Choice[] | null>(null);
  const [more, setMore] = useState(false);

  useEffect(() => {
    let late = false;
    const find = offerGroups.bind(null, org) as FormAction<{ choices: Choice[] }>;
    const timer = setTimeout(
      async () => {
        const answer = await send(find, q.trim() ? { q } : {});
        if (late || answer.status !== "done") return;
        const found = answer.data?.choices ?? [];
        if (!q) setMore(found.length === offered);
        setChoices((before) => {
          const known = before ?? [];
          return [...known, ...found.filter(({ value }) => known.every((one) => one.value !== value))];
        });
      },
      q ? typingPauseMs : 0,
    );
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [org, q]);

  if (choices === null)
    return (
      <p role="status" className="text-muted">
        Loading groups…
      </p>
    );
  if (choices.length === 0) return null;
  const shown = (label: Choice["label"]) => String(label).toLowerCase().includes(q.trim().toLowerCase());
  return (
    <div>
      {more ? (
        <div className="mb-3">
          <label htmlFor={id} className="font-medium">
            Find a group
          </label>
          <FindInput id={id} value={q} onChange={setQ} placeholder="Name of the group" />
        </div>
      ) : null}
      <div className="max-h-56 overflow-y-auto">
        <CheckboxGroup
          name="groupIds"
          legend="Groups"
          options={choices.toSorted((one, other) => Number(shown(other.label)) - Number(shown(one.label)))}
          columns={2}
        />
      </div>
    </div>
  );
}
