import { longestSearch } from "@/lib/core/text";

/** So long one may pause in typing before what was typed is looked for. */
export const typingPauseMs = 250;

type FindInputProps = {
  id: string;
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
  invalid?: boolean;
};

/** A word to look for within a form. It has no name, so it is no part of what is sent, and Enter does not send the form. */
export function FindInput({ id, value, onChange, placeholder, invalid }: FindInputProps) {
  return (
    <input
      id={id}
      type="search"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.preventDefault();
      }}
      placeholder={placeholder}
      autoComplete="off"
      maxLength={longestSearch}
      aria-invalid={invalid || undefined}
      className="control mt-1.5"
    />
  );
}
