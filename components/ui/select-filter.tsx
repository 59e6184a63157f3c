"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "./cn";
import { useQueryChange } from "./use-query";

export type SelectFilterProps = {
  name: string;
  label: string;
  /** The option with the value "" stands for no filter. */
  options: readonly { value: string; label: string }[];
  value: string;
};

/** Narrows a list by one quality. Stands in a `Toolbar`. */
export function SelectFilter({ name, label, options, value }: SelectFilterProps) {
  const [pending, change] = useQueryChange();
  const select = useRef<HTMLSelectElement>(null);

  // The address may change by itself, by going back for instance.
  useEffect(() => {
    if (select.current) select.current.value = value;
  }, [value]);

  return (
    <div className={cn("relative max-sm:min-w-0 max-sm:flex-1", pending && "opacity-70")}>
      <select
        ref={select}
        name={name}
        aria-label={label}
        aria-busy={pending}
        defaultValue={value}
        onChange={(event) => change(name, event.target.value)}
        className="control appearance-none pr-8"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-muted" />
    </div>
  );
}
