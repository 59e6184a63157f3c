"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const GroupFilterDialog = dynamic(() =>
  import("./group-filter-dialog").then((module) => module.GroupFilterDialog),
);

/** Narrows the list to one group, of which there may be too many for a list to choose from. */
export function GroupFilter({ org }: { org: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Group…
      </Button>
      {open ? <GroupFilterDialog org={org} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
