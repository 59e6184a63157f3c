"use client";

import { type MouseEvent, useState, useTransition } from "react";
import { send } from "@/components/form/send";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ActionState, FormAction } from "@/lib/core/action-state";
import { previewLetter } from "./actions";

type Letter = { subject: string; text: string };

const asked = ["role", "message", "expiresInDays"];

/** Shows what the form around it will send, as it reads in plain text. */
export function LetterPreview({ org }: { org: string }) {
  const [answer, setAnswer] = useState<ActionState<Letter> | null>(null);
  const [pending, startTransition] = useTransition();

  function show(event: MouseEvent<HTMLButtonElement>) {
    const entered = new FormData(event.currentTarget.form ?? undefined);
    for (const name of [...entered.keys()]) if (!asked.includes(name)) entered.delete(name);
    startTransition(async () =>
      setAnswer(await send(previewLetter.bind(null, org) as FormAction<Letter>, entered)),
    );
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <Button size="sm" onClick={show} pending={pending}>
        Preview the letter
      </Button>
      <div role="status" className="w-full empty:hidden">
        {answer?.status === "refused" ? <Alert tone="warning">{answer.message}</Alert> : null}
        {answer?.status === "done" && answer.data ? (
          <div className="rounded-lg border border-line bg-canvas p-4 wrap-anywhere">
            <p className="font-medium">{answer.data.subject}</p>
            <p className="mt-3 text-sm whitespace-pre-wrap text-muted">{answer.data.text}</p>
          </div>
        ) : null}
      </div>
    </div>
  );
}
