import { findGroups } from "@/app/(console)/orgs/[org]/members/actions";
import { type Offer, Picker } from "@/components/form/picker";
import type { FormAction } from "@/lib/core/action-state";

type GroupPickerProps = {
  org: string;
  /** Offers only groups to which one may add someone. */
  givable?: boolean;
};

/** One group out of many, found by name; sends `groupId`. */
export function GroupPicker({ org, givable = false }: GroupPickerProps) {
  return (
    <Picker
      name="groupId"
      legend="Group"
      searchLabel="Search groups"
      placeholder="Name of the group"
      find={findGroups.bind(null, org) as FormAction<Offer>}
      about={{ givable: givable ? "yes" : "no" }}
    />
  );
}
