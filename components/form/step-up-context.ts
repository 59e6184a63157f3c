"use client";

import { createContext, use, useCallback } from "react";
import type { ActionState } from "@/lib/core/action-state";
import { refusal } from "./send";

/** Asks whoever sits there to prove once more that it is them; answers whether they did. */
export type AskProof = () => Promise<boolean>;

/** Null where nobody stands ready to ask, as outside of the console. */
export const StepUpContext = createContext<AskProof | null>(null);

export function needsProof(answer: ActionState): boolean {
  return answer.status === "refused" && answer.code === "step-up-required";
}

/** What a form says when its deed was left undone because no proof was given. */
export function unproven(): ActionState<never> {
  return refusal(
    "Nothing was changed, because you did not confirm that it is you. What you entered is still here.",
    "step-up-required",
  );
}

/**
 * For code that calls an action by itself: `ensure` does so, and where the answer is that a proof is needed first,
 * asks for it and calls again. Not to be awaited in a transition, which would hold back the dialog's own answers.
 */
export function useStepUp() {
  const ask = use(StepUpContext);
  const ensure = useCallback(
    async <Data>(run: () => Promise<ActionState<Data>>): Promise<ActionState<Data>> => {
      const answer = await run();
      if (!ask || !needsProof(answer)) return answer;
      return (await ask()) ? run() : unproven();
    },
    [ask],
  );
  return { ask, ensure };
}
