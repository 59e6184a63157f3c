"use client";

import type { MouseEvent, Ref } from "react";
import { Alert } from "@/components/ui/alert";
import type { ActionState } from "@/lib/core/action-state";

type Refusal = Extract<ActionState, { status: "refused" }>;

export type ErrorSummaryProps = { ref: Ref<HTMLDivElement>; refusal: Refusal; formId: string };

function focusField(event: MouseEvent<HTMLAnchorElement>, field: string) {
  const form = event.currentTarget.closest("form");
  const names = [field, field.split(".")[0] ?? field];
  for (const name of names) {
    const found = form?.elements.namedItem(name);
    const element = found instanceof RadioNodeList ? found[0] : found;
    if (element instanceof HTMLElement) {
      event.preventDefault();
      element.focus();
      return;
    }
  }
}

/** Why the form was refused, at its top: each field's message is a way to that field. */
export function ErrorSummary({ ref, refusal, formId }: ErrorSummaryProps) {
  const { code, message, fields, requestId } = refusal;
  return (
    <Alert
      ref={ref}
      tone={code === "step-up-required" ? "info" : "danger"}
      role="alert"
      tabIndex={-1}
      title={message}
    >
      {fields.length > 0 ? (
        <ul className="list-disc pl-4 marker:text-danger">
          {fields.map(({ field, message: words }) => (
            <li key={`${field} ${words}`}>
              <a
                href={`#${formId}-${field}`}
                onClick={(event) => focusField(event, field)}
                className="underline underline-offset-2 hover:no-underline"
              >
                {words}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {requestId ? (
        <p className="mt-1 text-sm text-muted">
          Reference: <code className="font-mono select-all">{requestId}</code>
        </p>
      ) : null}
    </Alert>
  );
}
