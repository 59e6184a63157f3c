import { type Ref, useId } from "react";
import { CopyButton } from "./copy-button";

export type SecretBoxProps = { value: string; label: string; copyRef?: Ref<HTMLButtonElement> };

/** Something to be copied letter by letter: a key, a code, an address. */
export function SecretBox({ value, label, copyRef }: SecretBoxProps) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className="min-w-0">
      <p id={id} className="mb-1.5 font-medium">
        {label}
      </p>
      <div className="flex items-start gap-2 rounded-md border border-line bg-subtle py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 self-center font-mono text-sm break-all select-all">{value}</code>
        <CopyButton ref={copyRef} value={value} />
      </div>
    </fieldset>
  );
}
