import { findMembers } from "@/app/(console)/orgs/[org]/security/actions";
import { type Offer, Picker } from "@/components/form/picker";
import type { FormAction } from "@/lib/core/action-state";

/** One member out of many, found by name or email; sends `memberId`. */
export function MemberPicker({ org }: { org: string }) {
  return (
    <Picker
      name="memberId"
      legend="Member"
      searchLabel="Search members"
      placeholder="Name or email"
      find={findMembers.bind(null, org) as FormAction<Offer>}
    />
  );
}
