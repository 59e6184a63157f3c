"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { Progress } from "@/components/ui/progress";
import { count } from "@/lib/core/text";
import type { BulkResult } from "./bulk-words";
import type { BulkPhase } from "./use-bulk-run";

type BulkProgressProps = {
  phase: BulkPhase;
  results: BulkResult[];
  stop: () => void;
  /** What one of the selected is, such as `member`. */
  noun: string;
  selected: readonly { id: string; name: string }[];
};

/** How far a deed to many has come, and in the end for whom it did not work and why. */
export function BulkProgress({ phase, results, stop, noun, selected }: BulkProgressProps) {
  const names = new Map(selected.map(({ id, name }) => [id, name]));
  const total = selected.length;
  return (
    <div className="flex flex-col gap-5">
      <Progress done={results.length} total={total} running={phase === "running"} />
      {phase === "done" ? (
        <Outcome
          total={total}
          noun={noun}
          results={results.map((result) => ({ ...result, name: names.get(result.id) ?? `A ${noun}` }))}
        />
      ) : null}
      <DialogActions>
        {phase === "running" ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <DialogClose asChild>
            <Button variant="primary">Close</Button>
          </DialogClose>
        )}
      </DialogActions>
    </div>
  );
}

type Told = { id: string; name: string } & ({ done: true } | { done: false; reason: string });

function Outcome({ results, total, noun }: { results: Told[]; total: number; noun: string }) {
  const refused = results.filter((result) => !result.done);
  const done = results.length - refused.length;
  const told = useRef<HTMLDivElement>(null);

  useEffect(() => told.current?.focus(), []);

  return (
    <div ref={told} tabIndex={-1} role="status" className="flex flex-col gap-4 outline-none">
      <Alert tone={refused.length === 0 ? "success" : "warning"}>
        Done for {count(done, noun)}
        {refused.length > 0 ? `, and not for ${refused.length}` : ""}.
        {results.length < total ? ` Stopped before the other ${total - results.length}.` : ""}
      </Alert>
      {refused.length > 0 ? (
        <ul aria-label="What did not work" className="flex max-h-64 flex-col gap-2 overflow-y-auto">
          {refused.map((result) => (
            <li key={result.id} className="wrap-anywhere">
              <span className="font-medium">{result.name}</span>: {result.reason}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
