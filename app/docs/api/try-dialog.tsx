"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { describedBy, FieldFrame } from "@/components/form/field-frame";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { MethodBadge } from "./method-badge";
import type { Trial } from "./trial";
import { callOf, idOfInput, type Mistakes, type TrialCall } from "./trial-call";
import { TryAnswer, type TryOutcome } from "./try-answer";
import { TryInput } from "./try-input";

/** Kept by this page alone for as long as it is open, so that it is pasted once; never stored. */
let pastedKey = "";

const keyHint = "Kept by this page until you leave or reload it, and sent to this server’s API alone.";

/** A longer answer is cut: a browser has to draw it. */
const shownCharacters = 100_000;

export type TryDialogProps = { trial: Trial; open: boolean; onOpenChange: (open: boolean) => void };

export function TryDialog({ trial, open, onOpenChange }: TryDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        size="lg"
        title={trial.summary}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <MethodBadge method={trial.method} />
            <code className="font-mono text-sm wrap-anywhere">{trial.path}</code>
          </span>
        }
      >
        <TryForm trial={trial} />
      </DialogContent>
    </Dialog>
  );
}

function TryForm({ trial }: { trial: Trial }) {
  const [key, setKey] = useState(pastedKey);
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(trial.inputs.map((input) => [idOfInput(input), input.start])),
  );
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [asked, setAsked] = useState<TrialCall | null>(null);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<TryOutcome | null>(null);
  const answer = useRef<HTMLElement>(null);

  useEffect(() => {
    if (outcome) answer.current?.focus();
  }, [outcome]);

  async function send(call: TrialCall) {
    setBusy(true);
    setAsked(null);
    setOutcome(await outcomeOf(call));
    setBusy(false);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const made = callOf(trial, typed, key.trim());
    setMistakes("mistakes" in made ? made.mistakes : {});
    if ("mistakes" in made) {
      const [first = ""] = Object.keys(made.mistakes);
      form.querySelector<HTMLElement>(`#${CSS.escape(`try-${first}`)}`)?.focus();
    } else if (trial.method === "GET") send(made.call);
    else setAsked(made.call);
  }

  return (
    // No input has a name, so that nothing could ever be sent by the browser itself.
    <form onSubmit={submit} autoComplete="off" noValidate className="flex flex-col gap-4">
      {trial.keyed ? (
        <FieldFrame id="try-key" label="API key" hint={keyHint} error={mistakes.key}>
          <input
            id="try-key"
            type="password"
            value={key}
            placeholder="stw_…"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore
            data-lpignore="true"
            aria-invalid={mistakes.key ? true : undefined}
            aria-describedby={describedBy("try-key", keyHint, mistakes.key)}
            onChange={({ target }) => {
              pastedKey = target.value.trim();
              setKey(target.value);
            }}
            className="control font-mono"
          />
        </FieldFrame>
      ) : null}
      {trial.inputs.length > 0 ? (
        <div className="grid items-end gap-4 sm:grid-cols-2">
          {trial.inputs.map((input) => (
            <TryInput
              key={idOfInput(input)}
              input={input}
              value={typed[idOfInput(input)] ?? ""}
              error={mistakes[idOfInput(input)]}
              onChange={(value) => setTyped({ ...typed, [idOfInput(input)]: value })}
            />
          ))}
        </div>
      ) : null}
      {asked ? (
        <Alert
          tone="warning"
          role="alert"
          title="This is no rehearsal"
          action={
            <span className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => setAsked(null)}>
                Cancel
              </Button>
              <Button
                size="sm"
                variant={trial.method === "DELETE" ? "danger" : "primary"}
                autoFocus
                onClick={() => send(asked)}
              >
                {trial.summary}
              </Button>
            </span>
          }
        >
          It happens for real, in the organization that the key belongs to.
        </Alert>
      ) : (
        <DialogActions>
          <Button type="submit" variant="primary" pending={busy}>
            Send
          </Button>
        </DialogActions>
      )}
      {outcome ? (
        <section
          ref={answer}
          tabIndex={-1}
          aria-label="Answer"
          className="border-t border-line pt-4 outline-none"
        >
          <TryAnswer outcome={outcome} />
        </section>
      ) : null}
    </form>
  );
}

async function outcomeOf({ address, init }: TrialCall): Promise<TryOutcome> {
  const startedAt = performance.now();
  try {
    const response = await fetch(address, init);
    const text = await response.text();
    return {
      status: response.status,
      milliseconds: Math.round(performance.now() - startedAt),
      headers: [...response.headers],
      body: pretty(text).slice(0, shownCharacters),
      cut: text.length > shownCharacters,
    };
  } catch {
    return { failure: "Steward could not be reached. Check your connection and send it again." };
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
