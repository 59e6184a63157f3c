"use client";

import { useRef, useState } from "react";
import { send } from "@/components/form/send";
import { useStepUp } from "@/components/form/step-up-context";
import type { FormAction } from "@/lib/core/action-state";
import { type BulkResult, chunkSize } from "./bulk-words";

export type BulkPhase = "asking" | "running" | "done";

export type BulkAction = FormAction<{ results: BulkResult[] }>;

/** Sends a deed to many in small parts, and knows at any moment what became of whom. */
export function useBulkRun(action: BulkAction, deed: string, idField: string) {
  const [phase, setPhase] = useState<BulkPhase>("asking");
  const [results, setResults] = useState<BulkResult[]>([]);
  const stopped = useRef(false);
  const { ask } = useStepUp();

  async function sendPart(ids: string[], entered: FormData): Promise<BulkResult[]> {
    const form = new FormData();
    for (const [name, value] of entered) form.append(name, value);
    form.set("deed", deed);
    for (const id of ids) form.append(idField, id);
    const answer = await send(action, form);
    if (answer.status === "done") return answer.data?.results ?? [];
    const [code, reason] =
      answer.status === "refused" ? [answer.code, answer.message] : ["internal", "Nothing was done."];
    return ids.map((id) => ({ id, done: false, code, reason }));
  }

  async function run(ids: string[], entered: FormData): Promise<void> {
    setPhase("running");
    for (let start = 0; start < ids.length && !stopped.current; start += chunkSize) {
      let part = await sendPart(ids.slice(start, start + chunkSize), entered);
      const unproven = part.filter((result) => !result.done && result.code === "step-up-required");
      if (unproven.length > 0 && (await ask?.())) {
        const again = await sendPart(
          unproven.map(({ id }) => id),
          entered,
        );
        part = part.map((result) => again.find(({ id }) => id === result.id) ?? result);
      }
      const settled = part;
      setResults((before) => [...before, ...settled]);
    }
    setPhase("done");
  }

  return {
    phase,
    results,
    run,
    stop: () => {
      stopped.current = true;
    },
  };
}
