"use client";

import { useEffect, useEffectEvent } from "react";
import { send } from "@/components/form/send";
import type { FormAction } from "@/lib/core/action-state";
import { askPasskey, type PasskeyQuestion, proposesPasskeys, withdrawPasskey } from "./webauthn";

/** A question is good for five minutes; a page may stay open for longer. */
const renewAfterMs = 4 * 60_000;

/**
 * Lets the browser propose passkeys among what it fills into a field, where it can do that. `onChosen` gets the answer
 * of the one that was taken. Any other question to the browser ends it; a new `round` begins it again.
 */
export function useAutofill(
  wanted: boolean,
  round: number,
  begin: FormAction<PasskeyQuestion>,
  onChosen: (response: string) => void,
): void {
  const choose = useEffectEvent(onChosen);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a round only says that it is to begin again.
  useEffect(() => {
    if (!wanted) return;
    let [over, asking] = [false, false];
    let renewal: ReturnType<typeof setTimeout> | undefined;

    async function propose() {
      if (!(await proposesPasskeys())) return;
      let renew = true;
      while (renew && !over) {
        renew = false;
        const begun = await send(begin, {});
        if (over || begun.status !== "done" || !begun.data) return;
        renewal = setTimeout(() => {
          renew = true;
          void withdrawPasskey();
        }, renewAfterMs);
        asking = true;
        const { response } = await askPasskey(begun.data, true);
        asking = false;
        clearTimeout(renewal);
        if (response !== null && !over) choose(response);
      }
    }

    void propose();
    return () => {
      over = true;
      clearTimeout(renewal);
      if (asking) void withdrawPasskey();
    };
  }, [wanted, round, begin]);
}
