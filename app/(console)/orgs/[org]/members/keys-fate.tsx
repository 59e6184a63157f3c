"use client";

import { useEffect, useState } from "react";
import { liveKeys } from "@/app/(console)/orgs/[org]/members/actions";
import { RadioCards } from "@/components/form/choices";
import { send } from "@/components/form/send";
import { Alert } from "@/components/ui/alert";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";

type Answer = { keys: { id: string; name: string }[] };

export const keyFateOptions = [
  { value: "revoke", label: "Revoke them", hint: "Whatever uses them is refused from its next call on." },
  {
    value: "hand-over",
    label: "Hand them over to the organization",
    hint: "They go on working as the organization's keys, with the scopes that you both hold for all of the organization; a key with none of these is revoked. Whoever knows a secret can go on using it, so rotate the keys soon: make new ones and revoke these.",
  },
] as const;

/** Which live keys someone holds who is about to be removed, and what is to become of these; nothing where there are none. */
export function KeysFate({ org, memberId }: { org: string; memberId: string }) {
  const [keys, setKeys] = useState<Answer["keys"]>([]);

  useEffect(() => {
    let late = false;
    const ask = liveKeys.bind(null, org) as FormAction<Answer>;
    void send(ask, { memberId }).then((answer) => {
      if (!late && answer.status === "done") setKeys(answer.data?.keys ?? []);
    });
    return () => {
      late = true;
    };
  }, [org, memberId]);

  if (keys.length === 0) return null;
  return (
    <>
      <Alert tone="warning" title={`They hold ${count(keys.length, "live API key")}`}>
        {keys.map(({ name }) => name).join(", ")}
      </Alert>
      <RadioCards
        name="keys"
        legend="What becomes of the keys?"
        options={keyFateOptions}
        defaultValue="revoke"
      />
    </>
  );
}
