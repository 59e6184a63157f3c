"use client";

import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { findMembers } from "@/app/(console)/orgs/[org]/security/actions";
import { FieldError } from "@/components/form/field-frame";
import { useField } from "@/components/form/form-context";
import { send } from "@/components/form/send";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";

type Found = { id: string; name: string; email: string };
type Answer = { members: Found[]; more: boolean };

const typingPauseMs = 250;

/** One member out of many, found by name or email; sends `memberId`. */
export function MemberPicker({ org }: { org: string }) {
  const { id, error } = useField("memberId");
  const searchId = useId();
  const [q, setQ] = useState("");
  const [found, setFound] = useState<Answer | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Found | null>(null);

  useEffect(() => {
    let late = false;
    const find = findMembers.bind(null, org) as FormAction<Answer>;
    const timer = setTimeout(async () => {
      const answer = await send(find, { q });
      if (late) return;
      if (answer.status === "done") setFound(answer.data ?? null);
      setTrouble(answer.status === "refused" ? answer.message : null);
    }, typingPauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [org, q]);

  /** Enter looks for a member here; it does not send the form. */
  function hold(event: KeyboardEvent) {
    if (event.key === "Enter") event.preventDefault();
  }

  // Whoever was chosen stays in sight, also when the search goes on without them.
  const others = found?.members.filter((member) => member.id !== chosen?.id) ?? [];
  const shown = chosen ? [chosen, ...others] : others;

  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-medium">Member</legend>
      <label htmlFor={searchId} className="sr-only">
        Search members
      </label>
      <input
        id={searchId}
        type="search"
        value={q}
        onChange={(event) => setQ(event.target.value)}
        onKeyDown={hold}
        placeholder="Name or email"
        autoComplete="off"
        maxLength={200}
        aria-invalid={error ? true : undefined}
        className="control mt-1.5"
      />
      <p role="status" className="mt-1.5 min-h-5 text-sm text-muted">
        {trouble ?? wordsFor(found)}
      </p>
      <div className="mt-1 flex max-h-48 flex-col overflow-y-auto">
        {shown.map((member, index) => (
          <label key={member.id} className="flex gap-2.5 rounded-md px-1 py-1.5 hover:bg-hover">
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name="memberId"
              value={member.id}
              checked={chosen?.id === member.id}
              onChange={() => setChosen(member)}
              className="mt-0.5 shrink-0"
            />
            <span className="min-w-0 wrap-anywhere">
              {member.name} <span className="text-muted">{member.email}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

function wordsFor(found: Answer | null): string {
  if (found === null) return "Looking…";
  if (found.members.length === 0) return "Nobody is called so.";
  return found.more ? "There are more. Type a name or an email." : count(found.members.length, "member");
}
