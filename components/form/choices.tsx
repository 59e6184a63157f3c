"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { describedBy, FieldError } from "./field-frame";
import { useField } from "./form-context";

export type CheckboxFieldProps = Omit<ComponentProps<"input">, "type" | "id" | "name" | "value"> & {
  name: string;
  value?: string;
  label: ReactNode;
  hint?: ReactNode;
};

/** One thing that is on or off. Sends `value` ("on" unless given) when on, and nothing when off. */
export function CheckboxField({
  name,
  value = "on",
  label,
  hint,
  defaultChecked,
  className,
  ...rest
}: CheckboxFieldProps) {
  const { id, error, typedChoices } = useField(name);
  const start =
    rest.checked === undefined
      ? { defaultChecked: typedChoices ? typedChoices.includes(value) : defaultChecked }
      : {};
  return (
    <div className={className}>
      <div className="flex gap-2.5">
        <input
          type="checkbox"
          {...rest}
          {...start}
          id={id}
          name={name}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          className="mt-0.5 shrink-0"
        />
        <div className="min-w-0">
          <label htmlFor={id} className={cn("font-medium", rest.disabled && "text-muted")}>
            {label}
          </label>
          {hint ? (
            <p id={`${id}-hint`} className="mt-0.5 text-sm text-muted text-pretty">
              {hint}
            </p>
          ) : null}
        </div>
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type GroupProps = {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  options: readonly Choice[];
  className?: string;
};

type FrameProps = Omit<GroupProps, "name" | "options"> & { id: string; error?: string; children: ReactNode };

function GroupFrame({ id, legend, hint, error, className, children }: FrameProps) {
  return (
    <fieldset aria-describedby={describedBy(id, hint, error)} className={cn("min-w-0", className)}>
      <legend className="font-medium">{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="mt-0.5 text-sm text-muted text-pretty">
          {hint}
        </p>
      ) : null}
      {children}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

export type CheckboxGroupProps = GroupProps & { defaultValues?: readonly string[]; columns?: 1 | 2 };

/** Any number of a list; sends one `name` for each that is on. */
export function CheckboxGroup({
  name,
  legend,
  hint,
  options,
  defaultValues = [],
  columns = 1,
  className,
}: CheckboxGroupProps) {
  const { id, error, typedChoices } = useField(name);
  const on = typedChoices ?? defaultValues;
  return (
    <GroupFrame id={`${id}-group`} {...{ legend, hint, error, className }}>
      <div className={cn("mt-2.5 grid gap-x-6 gap-y-3", columns === 2 && "sm:grid-cols-2")}>
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${option.value}`;
          return (
            <div key={option.value} className="flex gap-2.5">
              <input
                type="checkbox"
                id={optionId}
                name={name}
                value={option.value}
                defaultChecked={on.includes(option.value)}
                disabled={option.disabled}
                aria-describedby={option.hint ? `${optionId}-hint` : undefined}
                className="mt-0.5 shrink-0"
              />
              <div className="min-w-0">
                <label htmlFor={optionId}>{option.label}</label>
                {option.hint ? (
                  <p id={`${optionId}-hint`} className="text-sm text-muted text-pretty">
                    {option.hint}
                  </p>
                ) : null}
              </div>
            </div>
          );
        })}
      </div>
    </GroupFrame>
  );
}

export type RadioCardsProps = GroupProps & { defaultValue?: string; columns?: 1 | 2 };

/** Exactly one of a few, where each deserves a sentence. */
export function RadioCards({
  name,
  legend,
  hint,
  options,
  defaultValue,
  columns = 1,
  className,
}: RadioCardsProps) {
  const { id, error, typedText } = useField(name);
  const chosen = typedText ?? defaultValue;
  return (
    <GroupFrame id={`${id}-group`} {...{ legend, hint, error, className }}>
      <div className={cn("mt-2 grid gap-2", columns === 2 && "sm:grid-cols-2")}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={cn(
              "flex gap-3 rounded-lg border border-line bg-surface px-3.5 py-3 has-enabled:hover:border-control",
              "has-checked:border-accent has-checked:bg-accent-soft has-disabled:text-muted",
            )}
          >
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={name}
              value={option.value}
              defaultChecked={option.value === chosen}
              disabled={option.disabled}
              className="mt-0.5 shrink-0"
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.label}</span>
              {option.hint ? (
                <span className="block text-sm text-muted text-pretty">{option.hint}</span>
              ) : null}
            </span>
          </label>
        ))}
      </div>
    </GroupFrame>
  );
}
