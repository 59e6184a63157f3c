"use client";

import { useEffect, useRef } from "react";
import { type Selected, useSelection } from "./selection";

/** Selects one member for a deed that is done to many. */
export function SelectBox({ org, member }: { org: string; member: Selected }) {
  const { selection, select, deselect } = useSelection(org);
  return (
    <input
      type="checkbox"
      aria-label={`Select ${member.name}`}
      checked={selection.has(member.id)}
      onChange={(event) => (event.target.checked ? select([member]) : deselect([member.id]))}
      className="shrink-0"
    />
  );
}

/** Selects everyone on this page of the list. */
export function SelectAll({ org, members }: { org: string; members: Selected[] }) {
  const { selection, select, deselect } = useSelection(org);
  const box = useRef<HTMLInputElement>(null);
  const chosen = members.filter(({ id }) => selection.has(id)).length;
  const all = members.length > 0 && chosen === members.length;

  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen > 0 && !all;
  }, [chosen, all]);

  return (
    <input
      ref={box}
      type="checkbox"
      aria-label="Select everyone on this page"
      checked={all}
      onChange={() => (all ? deselect(members.map(({ id }) => id)) : select(members))}
      className="shrink-0 align-middle"
    />
  );
}
