"use client";

import { KeyRound } from "lucide-react";
import { useId, useRef, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { send } from "@/components/form/send";
import { SubmitButton, type SubmitButtonProps } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { type ActionState, type FormAction, idle } from "@/lib/core/action-state";
import { useAutofill } from "./use-autofill";
import { askPasskey, type PasskeyAnswer, type PasskeyQuestion, usePasskeySupport } from "./webauthn";

export type PasskeyFormProps = {
  begin: FormAction<PasskeyQuestion>;
  /** Gets the passkey's answer as the field `response`. */
  finish: FormAction;
  /** Sent along to `finish`. */
  fields?: Record<string, string>;
  label: string;
  variant?: SubmitButtonProps["variant"];
  /** Whether the browser may also propose passkeys for the page's field of `autocomplete="… webauthn"`. */
  autofill?: boolean;
  autoFocus?: boolean;
  onDone?: () => void;
};

/** The button that proves something by a passkey, where the browser knows passkeys. */
export function PasskeyForm(props: PasskeyFormProps) {
  const supported = usePasskeySupport();
  if (supported === false) return null;
  // Until that is known it keeps its place without being seen, so that nothing moves.
  if (supported === null) return <Button className="invisible w-full noscript:hidden">{props.label}</Button>;
  return <SupportedPasskeyForm {...props} />;
}

function SupportedPasskeyForm({
  begin,
  finish,
  fields = {},
  label,
  variant = "primary",
  autofill = false,
  autoFocus,
  onDone,
}: PasskeyFormProps) {
  const id = useId();
  const proposed = useRef<string | null>(null);
  const [round, setRound] = useState(0);
  const [hint, setHint] = useState("");

  useAutofill(autofill, round, begin, (response) => {
    proposed.current = response;
    (document.getElementById(id) as HTMLFormElement | null)?.requestSubmit();
  });

  async function prove(_: ActionState, form: FormData): Promise<ActionState> {
    const chosen = proposed.current;
    proposed.current = null;
    const answer = chosen === null ? await ask(begin) : { response: chosen };
    if ("status" in answer) return answer;
    setHint(answer.response === null ? answer.why : "");
    setRound((before) => before + 1);
    if (answer.response === null) return idle;
    form.set("response", answer.response);
    return send(finish, form);
  }

  return (
    <ActionForm id={id} action={prove} onDone={onDone} toast={false}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-col gap-2">
        <SubmitButton variant={variant} pendingLabel="Waiting for your passkey…" autoFocus={autoFocus}>
          <KeyRound />
          {label}
        </SubmitButton>
        <p role="status" className="text-sm text-muted empty:hidden">
          {hint}
        </p>
      </div>
    </ActionForm>
  );
}

async function ask(begin: FormAction<PasskeyQuestion>): Promise<ActionState | PasskeyAnswer> {
  const begun = await send(begin, {});
  return begun.status === "done" && begun.data ? askPasskey(begun.data) : (begun as ActionState);
}
