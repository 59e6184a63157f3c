"use client";

import {
  type FormEvent,
  type ReactNode,
  useActionState,
  useEffect,
  useId,
  useRef,
  useState,
  useTransition,
} from "react";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/ui/cn";
import { notify } from "@/components/ui/toast";
import { type ActionState, type FormAction, idle } from "@/lib/core/action-state";
import { ErrorSummary } from "./error-summary";
import { FormContext } from "./form-context";
import { send } from "./send";
import { needsProof, unproven, useStepUp } from "./step-up-context";

export type ActionFormProps<Data> = {
  action: FormAction<Data>;
  children: ReactNode;
  className?: string;
  id?: string;
  /** Answering `keep` leaves the fields as they are, where a part of what was entered is still to be done. */
  onDone?: (state: Extract<ActionState<Data>, { status: "done" }>) => unknown;
  /** Whether the answer's `message` is told in a toast. */
  toast?: boolean;
};

/** React leaves its own hidden fields in the page; they are no part of what a person entered. */
function enteredIn(form: HTMLFormElement, submitter: HTMLElement | null): FormData {
  const data = new FormData(form, submitter);
  for (const name of [...data.keys()]) if (name.startsWith("$ACTION")) data.delete(name);
  return data;
}

/**
 * A form for a server action. Without JavaScript the browser posts it and `useActionState` brings back the answer
 * together with what was typed. With JavaScript the form sends itself, because React would empty every field after
 * an action, and a refusal has to leave them as they are. Where a proof is asked for first, it has that given and sends
 * itself again.
 */
export function ActionForm<Data = unknown>({
  action,
  children,
  className,
  id,
  onDone,
  toast = true,
}: ActionFormProps<Data>) {
  const [posted, postAction] = useActionState<ActionState<Data>, FormData>(action, idle);
  const [answer, setAnswer] = useState<ActionState<Data> | null>(null);
  const [typed, setTyped] = useState(posted.status === "refused" ? posted.values : null);
  const [pending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const kept = useRef(false);
  const ownId = useId();
  const formId = id ?? ownId;
  const { ask: askProof } = useStepUp();
  const state = answer ?? posted;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    deliver(enteredIn(event.currentTarget, submitter));
  }

  function deliver(entered: FormData) {
    startTransition(async () => {
      const next = await send(action, entered);
      // Not awaited: a transition that goes on would hold back what the dialog has to show.
      if (askProof && needsProof(next)) return void proveAndDeliver(entered);
      // Told here and not in an effect: the deed may take this very form off the page, as removing a row does.
      if (next.status === "done") {
        if (toast && next.message) notify(next.message);
        kept.current = onDone?.(next) === "keep";
      }
      startTransition(() => setAnswer(next));
    });
  }

  /** What was entered is still in our hands, secrets too, and is sent once more after the proof. */
  async function proveAndDeliver(entered: FormData) {
    if (await askProof?.()) deliver(entered);
    else setAnswer(unproven());
  }

  useEffect(() => {
    if (answer?.status !== "done" || kept.current) return;
    setTyped(null);
    form.current?.reset();
  }, [answer]);

  useEffect(() => {
    if (state.status === "refused") summary.current?.focus();
  }, [state]);

  function forget() {
    setTyped(null);
    setAnswer(idle);
  }

  return (
    <FormContext value={{ formId, state, pending, typed, forget }}>
      <form
        ref={form}
        id={formId}
        action={postAction}
        onSubmit={submit}
        noValidate
        aria-busy={pending}
        className={cn("flex flex-col gap-5", className)}
      >
        {state.status === "refused" ? <ErrorSummary ref={summary} refusal={state} formId={formId} /> : null}
        {posted.status === "done" && posted.message && !answer ? (
          <Alert tone="success" role="status">
            {posted.message}
          </Alert>
        ) : null}
        {children}
      </form>
    </FormContext>
  );
}
