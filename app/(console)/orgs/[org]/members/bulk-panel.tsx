"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { mostAtOnce } from "@/lib/core/bulk";
import { BulkDialog } from "./bulk-dialog";
import { type BulkDeed, bulkDeeds, bulkLabels } from "./bulk-words";
import { useSelection } from "./selection";

export type BulkPanelProps = { org: string; roles: { value: string; label: string }[]; mayGroup: boolean };

/** How many are selected, on whatever pages of the list, and what may be done to all of them. */
export function BulkPanel({ org, roles, mayGroup }: BulkPanelProps) {
  const { selection, deselect } = useSelection(org);
  const [deed, setDeed] = useState<BulkDeed | null>(null);
  const offered = bulkDeeds.filter((one) => mayGroup || one !== "add-to-group");
  return (
    <section aria-label="Selected members" className="sticky bottom-4 z-10 mt-4">
      <div className="floating flex animate-[rise-in_140ms_ease-out] flex-wrap items-center gap-2 p-2.5">
        <p role="status" className="mr-auto pl-1.5">
          {selection.size} selected
          {selection.size >= mostAtOnce ? <span className="text-muted">, which is the most</span> : null}
        </p>
        <Button variant="ghost" onClick={() => deselect([...selection.keys()])}>
          Clear
        </Button>
        <Menu>
          <MenuTrigger asChild>
            <Button>
              Actions
              <ChevronDown />
            </Button>
          </MenuTrigger>
          <MenuContent>
            {offered
              .filter((one) => one !== "remove")
              .map((one) => (
                <MenuItem key={one} onSelect={() => setDeed(one)}>
                  {bulkLabels[one]}
                </MenuItem>
              ))}
            <MenuSeparator />
            <MenuItem danger onSelect={() => setDeed("remove")}>
              {bulkLabels.remove}
            </MenuItem>
          </MenuContent>
        </Menu>
      </div>
      {deed ? (
        <BulkDialog
          org={org}
          deed={deed}
          members={[...selection.values()]}
          roles={roles}
          onClose={(done) => {
            setDeed(null);
            deselect(done);
          }}
        />
      ) : null}
    </section>
  );
}
