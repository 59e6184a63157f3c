"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { useActionForm } from "./form-context";

type Told = { title: string; refused: { who: string; reason: string }[] };

/** Which rows of a list did not go, and why, where the others did; `tell` reads it from the deed's answer. */
export function PartlyRefused<Data>({ tell }: { tell: (data: Data) => Told }) {
  const { state } = useActionForm();
  const notice = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === "done") notice.current?.focus();
  }, [state]);

  if (state.status !== "done" || !state.data) return null;
  const { title, refused } = tell(state.data as Data);
  if (refused.length === 0) return null;
  return (
    <Alert ref={notice} tone="warning" role="alert" tabIndex={-1} title={title}>
      <ul className="mt-1 flex flex-col gap-1">
        {refused.map(({ who, reason }) => (
          <li key={who}>
            <span className="font-medium break-all">{who}</span>: {reason}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
