"use client";

import { useQueryChange } from "./use-query";

/** Narrows a list to days. Stands in a `Toolbar`. */
export function DateFilter({ name, label, value }: { name: string; label: string; value: string }) {
  const [pending, change] = useQueryChange();
  return (
    <label className="flex items-center gap-2 text-sm text-muted max-sm:w-full" aria-busy={pending}>
      <span className="max-sm:w-10">{label}</span>
      <input
        type="date"
        name={name}
        key={value}
        defaultValue={value}
        onChange={(event) => change(name, event.target.value)}
        className="control sm:w-auto"
      />
    </label>
  );
}
