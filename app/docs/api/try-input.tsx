import { describedBy, FieldFrame } from "@/components/form/field-frame";
import type { TrialInput } from "./trial";
import { idOfInput } from "./trial-call";

export type TryInputProps = {
  input: TrialInput;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

/** One thing to fill in. Left empty it is not sent. */
export function TryInput({ input, value, error, onChange }: TryInputProps) {
  const { name, place, kind, required, nullable, choices, hint, sample } = input;
  const id = `try-${idOfInput(input)}`;
  const control = {
    id,
    value,
    className: `control ${kind === "choice" ? "" : "font-mono"}`,
    "aria-required": required || undefined,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": describedBy(id, hint, error),
  };
  const label = (
    <>
      <code className="font-mono text-sm">{name}</code>{" "}
      <span className="text-sm font-normal text-muted">
        {place}
        {required ? ", required" : ""}
      </span>
    </>
  );
  return (
    <FieldFrame
      id={id}
      label={label}
      hint={hint}
      error={error}
      className={kind === "json" ? "sm:col-span-2" : undefined}
    >
      {kind === "choice" ? (
        <select {...control} onChange={({ target }) => onChange(target.value)}>
          <option value="">Not sent</option>
          {[...choices, ...(nullable ? ["null"] : [])].map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : kind === "json" ? (
        <textarea
          {...control}
          rows={Math.min(8, Math.max(2, (value || sample).split("\n").length))}
          placeholder={sample}
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <input
          {...control}
          type="text"
          inputMode={kind === "number" ? "numeric" : undefined}
          placeholder={sample}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </FieldFrame>
  );
}
