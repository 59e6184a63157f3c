"use client";

import { createContext, use } from "react";
import { type ActionState, idle } from "@/lib/core/action-state";

export type FormContextValue = {
  formId: string;
  state: ActionState;
  pending: boolean;
  /** What was typed before a refusal that came without JavaScript; `null` when fields hold it themselves. */
  typed: Record<string, string | string[]> | null;
  /** Forgets a refusal, when its form is set back. */
  forget: () => void;
};

export const FormContext = createContext<FormContextValue>({
  formId: "form",
  state: idle,
  pending: false,
  typed: null,
  forget: () => {},
});

/** The state of the `ActionForm` around: its last answer and whether it is working. */
export function useActionForm(): FormContextValue {
  return use(FormContext);
}

/** What a field called `name` needs to know of its form. */
export function useField(name: string) {
  const { formId, state, typed } = use(FormContext);
  const fields = state.status === "refused" ? state.fields : [];
  const error = fields.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message;
  const value = typed?.[name];
  return {
    id: `${formId}-${name}`,
    error,
    typedText: Array.isArray(value) ? value[0] : value,
    /** `null` when nothing was typed yet, so that the field's own default counts. */
    typedChoices: typed ? [value ?? []].flat() : null,
  };
}
