"use client";

import type { ComponentProps, ReactNode } from "react";
import { describedBy, FieldFrame } from "./field-frame";
import { useField } from "./form-context";

export type FileFieldProps = Omit<ComponentProps<"input">, "type" | "id"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
};

/** One file of the person's own, with its label, hint and error. */
export function FileField({ name, label, hint, className, ...rest }: FileFieldProps) {
  const { id, error } = useField(name);
  return (
    <FieldFrame {...{ id, label, hint, error, className }}>
      <input
        type="file"
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className="block w-full rounded-md text-muted file:mr-3 file:h-9 file:rounded-md file:border file:border-line file:bg-surface file:px-3.5 file:font-medium file:text-ink hover:file:bg-subtle"
      />
    </FieldFrame>
  );
}
