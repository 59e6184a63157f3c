"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { useQueryChange } from "@/components/ui/use-query";
import { GroupPicker } from "./group-picker";

/** Chooses the group whose members alone the list is to show. */
export function GroupFilterDialog({ org, onClose }: { org: string; onClose: () => void }) {
  const [, change] = useQueryChange();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Show one group"
        description="The list then holds the members of this group alone."
      >
        <form
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            change("group", String(new FormData(event.currentTarget).get("groupId") ?? ""));
            onClose();
          }}
        >
          <GroupPicker org={org} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary">
              Show
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
