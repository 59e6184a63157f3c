"use client";

import { useCallback, useSyncExternalStore } from "react";
import { mostAtOnce } from "@/lib/core/bulk";

/** One who is selected, with the name that a result is told by and what is typed to confirm a deed to them alone. */
export type Selected = { id: string; name: string; called: string };

/** Who is selected, by id. */
export type Selection = ReadonlyMap<string, Selected>;

const none: Selection = new Map();
const byId = (selected: Selected[]): Selection => new Map(selected.map((one) => [one.id, one]));
const listeners = new Set<() => void>();
let known: { stored: string | null; selection: Selection } = { stored: null, selection: none };

const keyFor = (org: string) => `selected:${org}`;

/** The tab remembers it, so that it outlasts the way to another page of the list. */
function read(org: string): Selection {
  const stored = sessionStorage.getItem(keyFor(org));
  if (stored !== known.stored) {
    known = { stored, selection: stored === null ? none : byId(JSON.parse(stored)) };
  }
  return known.selection;
}

function write(org: string, selection: Selection): void {
  if (selection.size === 0) sessionStorage.removeItem(keyFor(org));
  else sessionStorage.setItem(keyFor(org), JSON.stringify([...selection.values()]));
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Who is selected in an organization's list of members, on whatever page of it. */
export function useSelection(org: string) {
  const selection = useSyncExternalStore(
    subscribe,
    () => read(org),
    () => none,
  );
  const select = useCallback(
    (members: readonly Selected[]) => {
      const next = new Map(read(org));
      for (const one of members) if (next.size < mostAtOnce || next.has(one.id)) next.set(one.id, one);
      write(org, next);
    },
    [org],
  );
  const deselect = useCallback(
    (ids: readonly string[]) => {
      const next = new Map(read(org));
      for (const id of ids) next.delete(id);
      write(org, next);
    },
    [org],
  );
  return { selection, select, deselect };
}
