"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { describedBy, FieldFrame } from "./field-frame";
import { useField } from "./form-context";

type Frame = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
  /** Hides the label from sight where the place says it already; screen readers still hear it. */
  labelHidden?: boolean;
  className?: string;
};

function useFrame({ name, label, hint, optional, labelHidden, className }: Frame) {
  const { id, error, typedText } = useField(name);
  return {
    frame: { id, label, hint, error, optional, labelHidden, className },
    control: {
      id,
      name,
      "aria-invalid": error ? (true as const) : undefined,
      "aria-describedby": describedBy(id, hint, error),
    },
    typedText,
  };
}

export type FieldProps = Frame & Omit<ComponentProps<"input">, keyof Frame | "id"> & { suffix?: ReactNode };

/** A line of text with its label, hint and error. */
export function Field({
  name,
  label,
  hint,
  optional,
  labelHidden,
  className,
  suffix,
  type = "text",
  ...rest
}: FieldProps) {
  const { frame, control, typedText } = useFrame({ name, label, hint, optional, labelHidden, className });
  const start = rest.value === undefined ? { defaultValue: typedText ?? rest.defaultValue } : {};
  return (
    <FieldFrame {...frame}>
      {suffix ? (
        <div className="relative">
          <input type={type} {...rest} {...start} {...control} className="control pr-20" />
          <div className="absolute inset-y-0 right-1 flex items-center">{suffix}</div>
        </div>
      ) : (
        <input type={type} {...rest} {...start} {...control} className="control" />
      )}
    </FieldFrame>
  );
}

export type TextAreaProps = Frame & Omit<ComponentProps<"textarea">, keyof Frame | "id"> & { mono?: boolean };

/** Text of several lines. */
export function TextArea({
  name,
  label,
  hint,
  optional,
  labelHidden,
  className,
  mono,
  rows = 4,
  ...rest
}: TextAreaProps) {
  const { frame, control, typedText } = useFrame({ name, label, hint, optional, labelHidden, className });
  const start = rest.value === undefined ? { defaultValue: typedText ?? rest.defaultValue } : {};
  return (
    <FieldFrame {...frame}>
      <textarea
        rows={rows}
        {...rest}
        {...start}
        {...control}
        className={cn("control resize-y", mono && "font-mono text-sm")}
      />
    </FieldFrame>
  );
}

export type Option = { value: string; label: string; description?: string; disabled?: boolean };

export type SelectFieldProps = Frame &
  Omit<ComponentProps<"select">, keyof Frame | "id" | "children"> & {
    options: readonly Option[];
    placeholder?: string;
  };

/** One of a list, with the device's own list. Descriptions of options stand after their names. */
export function SelectField({
  name,
  label,
  hint,
  optional,
  labelHidden,
  className,
  options,
  placeholder,
  ...rest
}: SelectFieldProps) {
  const { frame, control, typedText } = useFrame({ name, label, hint, optional, labelHidden, className });
  const chosen = typedText ?? rest.defaultValue ?? (placeholder ? "" : undefined);
  const start = rest.value === undefined ? { defaultValue: chosen } : {};
  return (
    <FieldFrame {...frame}>
      <div className="relative">
        {/* React never moves a select's default, so a new default needs a new element. */}
        <select
          key={String(chosen)}
          {...rest}
          {...start}
          {...control}
          className="control appearance-none pr-8"
        >
          {placeholder ? <option value="">{placeholder}</option> : null}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.description ? `${option.label} – ${option.description}` : option.label}
            </option>
          ))}
        </select>
        <ChevronDown className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-muted" />
      </div>
    </FieldFrame>
  );
}
