"use client";

import { useState } from "react";
import { Field, SelectField } from "@/components/form/field";
import { Time } from "@/components/ui/time";
import { day, fromNow } from "@/lib/core/clock";
import { count } from "@/lib/core/text";
import { lifeWords } from "./words";

export type LifeOffer = {
  /** By days, the shortest first. */
  choices: readonly number[];
  defaultDays: number;
  /** What the organization allows at most. */
  longestDays: number;
};

/** When a new key ends: after one of a few lives, or one's own number of days. Either way it is sent as `expiresInDays`. */
export function LifeField({ choices, defaultDays, longestDays }: LifeOffer) {
  const [life, setLife] = useState(String(defaultDays));
  const custom = life === "custom";
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        name={custom ? "life" : "expiresInDays"}
        label="Expires"
        hint={
          custom ? (
            `After at most ${count(longestDays, "day")}.`
          ) : (
            <>
              On <Time at={fromNow(Number(life) * day)} show="date" />.
            </>
          )
        }
        options={[
          ...choices.map((days) => ({ value: String(days), label: lifeWords(days) })),
          { value: "custom", label: "After days of your choice" },
        ]}
        value={life}
        onChange={(event) => setLife(event.target.value)}
      />
      {custom ? (
        <Field
          name="expiresInDays"
          label="Number of days"
          hint={`1 to ${longestDays}.`}
          type="number"
          inputMode="numeric"
          min={1}
          max={longestDays}
          required
        />
      ) : null}
    </div>
  );
}
