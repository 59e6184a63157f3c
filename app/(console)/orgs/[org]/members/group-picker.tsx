"use client";

import { useEffect, useId, useState } from "react";
import { findGroups } from "@/app/(console)/orgs/[org]/members/actions";
import { send } from "@/components/form/send";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";

type Found = { id: string; name: string };
type Answer = { groups: Found[]; more: boolean };

const typingPauseMs = 250;

type GroupPickerProps = {
  org: string;
  /** Offers only groups to which one may add someone. */
  givable?: boolean;
};

/** One group out of many, found by name; sends `groupId`. */
export function GroupPicker({ org, givable }: GroupPickerProps) {
  const searchId = useId();
  const [q, setQ] = useState("");
  const [found, setFound] = useState<Answer | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  useEffect(() => {
    let late = false;
    const find = findGroups.bind(null, org) as FormAction<Answer>;
    const timer = setTimeout(async () => {
      const answer = await send(find, { q, givable: givable ? "yes" : "no" });
      if (late) return;
      if (answer.status === "done") setFound(answer.data ?? null);
      setTrouble(answer.status === "refused" ? answer.message : null);
    }, typingPauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [org, q, givable]);

  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">Group</legend>
      <label htmlFor={searchId} className="sr-only">
        Search groups
      </label>
      <input
        id={searchId}
        type="search"
        value={q}
        onChange={(event) => setQ(event.target.value)}
        onKeyDown={(event) => {
          // Enter looks for a group here; it does not send the form.
          if (event.key === "Enter") event.preventDefault();
        }}
        placeholder="Name of the group"
        autoComplete="off"
        maxLength={200}
        className="control mt-1.5"
      />
      <p role="status" className="mt-1.5 min-h-5 text-sm text-muted">
        {trouble ?? wordsFor(found)}
      </p>
      <div className="mt-1 flex max-h-56 flex-col overflow-y-auto">
        {found?.groups.map((group) => (
          <label key={group.id} className="flex gap-2.5 rounded-md px-1 py-1.5 hover:bg-hover">
            <input type="radio" name="groupId" value={group.id} required className="mt-0.5 shrink-0" />
            <span className="min-w-0 wrap-anywhere">{group.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function wordsFor(found: Answer | null): string {
  if (found === null) return "Looking…";
  if (found.groups.length === 0) return "No group is called so.";
  return found.more ? "There are more. Type a name." : count(found.groups.length, "group");
}
