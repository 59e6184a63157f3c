import { headers } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { softNavigationHeader } from "@/lib/core/request";

/**
 * A part of a page that takes its time. Someone who moves within the console sees `fallback` at once; a first load
 * waits instead, because streamed parts are put in place by a script and there may be none.
 */
export async function Streamed({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const soft = (await headers()).has(softNavigationHeader);
  return soft ? <Suspense fallback={fallback}>{children}</Suspense> : children;
}
