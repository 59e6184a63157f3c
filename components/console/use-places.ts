"use client";

import { useCallback, useState } from "react";
import { send } from "@/components/form/send";
import type { FindPlaces, ShellOrganization } from "./types";

/** The organizations that one may go to, asked for when they are first wanted; null until they are there. */
export function usePlaces(findPlaces: FindPlaces) {
  const [places, setPlaces] = useState<ShellOrganization[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const load = useCallback(async () => {
    const answer = await send(findPlaces, {});
    if (answer.status === "done") setPlaces(answer.data ?? []);
    setTrouble(answer.status === "refused" ? answer.message : null);
  }, [findPlaces]);

  return { places, trouble, load };
}
