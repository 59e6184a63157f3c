"use client";

import { useEffect, useId, useState } from "react";
import { saveGroups } from "@/app/(console)/orgs/[org]/members/[member]/actions";
import { findGroups } from "@/app/(console)/orgs/[org]/members/actions";
import { ActionForm } from "@/components/form/action-form";
import { CheckboxGroup } from "@/components/form/choices";
import { FindInput, typingPauseMs } from "@/components/form/find-input";
import { Overtaken } from "@/components/form/overtaken";
import type { Offer } from "@/components/form/picker";
import { SaveBar } from "@/components/form/save-bar";
import { send } from "@/components/form/send";
import type { FormAction } from "@/lib/core/action-state";

type Group = { id: string; name: string; hint?: string };

type GroupsFormProps = {
  org: string;
  memberId: string;
  /** The ids of the groups that the member is in. */
  inside: string[];
  /** The groups to choose from, those first that the member is in. */
  groups: Group[];
  /** Whether there are more to be searched for. */
  more: boolean;
};

/** A checkbox for each group. */
export function GroupsForm({ org, memberId, inside, groups, more }: GroupsFormProps) {
  const [found, setFound] = useState<Group[]>([]);
  const offered = [...groups, ...found.filter(({ id }) => groups.every((group) => group.id !== id))];
  return (
    // What is stored by now is drawn anew; what was ticked before belongs to what was stored then.
    <ActionForm key={inside.join()} action={saveGroups.bind(null, org)}>
      <input type="hidden" name="memberId" value={memberId} />
      {inside.map((id) => (
        <input key={id} type="hidden" name="seen" value={id} />
      ))}
      <Overtaken code="conflict" label="Load the groups as they are now" />
      {more ? <GroupSearch org={org} onFound={setFound} /> : null}
      <CheckboxGroup
        name="groupIds"
        legend={<span className="sr-only">Groups</span>}
        options={offered.map(({ id, name, hint }) => ({ value: id, label: name, hint }))}
        defaultValues={inside}
        columns={2}
      />
      <SaveBar />
    </ActionForm>
  );
}

/** Brings more groups to choose from; what is ticked already stays. */
function GroupSearch({
  org,
  onFound,
}: {
  org: string;
  onFound: (update: (before: Group[]) => Group[]) => void;
}) {
  const id = useId();
  const [q, setQ] = useState("");

  useEffect(() => {
    if (!q.trim()) return;
    let late = false;
    const find = findGroups.bind(null, org) as FormAction<Offer>;
    const timer = setTimeout(async () => {
      const answer = await send(find, { q, givable: "yes" });
      if (late || answer.status !== "done") return;
      const groups = answer.data?.found ?? [];
      onFound((before) => [
        ...before,
        ...groups.filter((one) => before.every((known) => known.id !== one.id)),
      ]);
    }, typingPauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [org, q, onFound]);

  return (
    <div className="max-w-sm">
      <label htmlFor={id} className="font-medium">
        Find another group
      </label>
      <FindInput id={id} value={q} onChange={setQ} placeholder="Name of the group" />
    </div>
  );
}
