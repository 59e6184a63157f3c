"use client";

import dynamic from "next/dynamic";
import { useSelection } from "@/app/(console)/orgs/[org]/members/selection";
import { listName } from "./words";

const BulkPanel = dynamic(() => import("./bulk-panel").then((module) => module.BulkPanel), { ssr: false });

/** What may be done to every invitation that is selected, loaded once one is. */
export function BulkBar({ org }: { org: string }) {
  const { selection } = useSelection(listName(org));
  return selection.size > 0 ? <BulkPanel org={org} /> : null;
}
