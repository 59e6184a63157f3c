"use client";

import dynamic from "next/dynamic";
import type { BulkPanelProps } from "./bulk-panel";
import { useSelection } from "./selection";

const BulkPanel = dynamic(() => import("./bulk-panel").then((module) => module.BulkPanel), { ssr: false });

/** What may be done to everyone who is selected, loaded once someone is. */
export function BulkBar(props: BulkPanelProps) {
  const { selection } = useSelection(props.org);
  return selection.size > 0 ? <BulkPanel {...props} /> : null;
}
