"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { longestSearch } from "@/lib/core/text";
import { Spinner } from "./spinner";
import { useQueryChange } from "./use-query";

export type SearchFieldProps = { name?: string; defaultValue?: string; label: string; placeholder?: string };

const typingPauseMs = 250;

/** Narrows a list while one types. Stands in a `Toolbar`. */
export function SearchField({ name = "q", defaultValue = "", label, placeholder }: SearchFieldProps) {
  const [pending, change] = useQueryChange("replace");
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(defaultValue);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  // The address may change by itself, by going back for instance; what is being typed is left alone.
  useEffect(() => {
    if (defaultValue === sent.current || !input.current) return;
    sent.current = defaultValue;
    input.current.value = defaultValue;
  }, [defaultValue]);

  function search(value: string) {
    clearTimeout(timer.current);
    if (value.trim() === sent.current) return;
    sent.current = value.trim();
    change(name, sent.current);
  }

  return (
    <div className="relative w-full sm:w-64">
      {pending ? (
        <Spinner className="absolute inset-y-0 left-2.5 my-auto text-muted" />
      ) : (
        <Search className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-muted" />
      )}
      <input
        ref={input}
        type="search"
        name={name}
        defaultValue={defaultValue}
        aria-label={label}
        placeholder={placeholder ?? label}
        autoComplete="off"
        maxLength={longestSearch}
        onChange={(event) => {
          const { value } = event.target;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => search(value), typingPauseMs);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          search(event.currentTarget.value);
        }}
        className="control pl-8"
      />
    </div>
  );
}
