"use client";

import { useCallback, useSyncExternalStore } from "react";

/** Who is selected, by id, with the name that a result is told by. */
export type Selection = ReadonlyMap<string, string>;

/** More than anyone looks through; beyond it a filter and a script are the better way. */
export const mostSelected = 500;

const none: Selection = new Map();
const listeners = new Set<() => void>();
let known: { stored: string | null; selection: Selection } = { stored: null, selection: none };

const keyFor = (org: string) => `members:${org}`;

/** The tab remembers it, so that it outlasts the way to another page of the list. */
function read(org: string): Selection {
  const stored = sessionStorage.getItem(keyFor(org));
  if (stored !== known.stored) {
    known = { stored, selection: stored === null ? none : new Map(JSON.parse(stored)) };
  }
  return known.selection;
}

function write(org: string, selection: Selection): void {
  if (selection.size === 0) sessionStorage.removeItem(keyFor(org));
  else sessionStorage.setItem(keyFor(org), JSON.stringify([...selection]));
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

type Selectable = { id: string; name: string };

/** Who is selected in an organization's list of members, on whatever page of it. */
export function useSelection(org: string) {
  const selection = useSyncExternalStore(
    subscribe,
    () => read(org),
    () => none,
  );
  const select = useCallback(
    (members: readonly Selectable[]) => {
      const next = new Map(read(org));
      for (const { id, name } of members) if (next.size < mostSelected || next.has(id)) next.set(id, name);
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
