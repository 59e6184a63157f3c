import { findMembers } from "@/app/(console)/orgs/[org]/security/actions";
import { type Offer, Picker } from "@/components/form/picker";
import type { FormAction } from "@/lib/core/action-state";

type MemberPickerProps = { org: string; name?: string; legend?: string };

/** One member out of many who sign in, found by name or email. */
export function MemberPicker({ org, name = "memberId", legend = "Member" }: MemberPickerProps) {
  return (
    <Picker
      name={name}
      legend={legend}
      searchLabel="Search members"
      placeholder="Name or email"
      find={findMembers.bind(null, org) as FormAction<Offer>}
    />
  );
}
