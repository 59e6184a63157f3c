import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { roleNames, roles } from "@/lib/core/roles";
import { type MemberFilter, memberFilter } from "@/lib/domain/members/input";
import { complaintsIn } from "@/lib/web/page";
import { GroupFilter } from "./group-filter";
import { activityNames, factorNames, type Search, sortNames } from "./words";

type MembersToolbarProps = { actor: Actor; filter: MemberFilter; search: Search };

const optionsOf = (every: string, names: Record<string, string>) => [
  { value: "", label: every },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];

/** Search and filters of the list of members. A role here is a member's own, whatever roles their groups give. */
export function MembersToolbar({ actor, filter, search }: MembersToolbarProps) {
  const { q, role = "", factor = "", status = "", active = "", group, sort, order } = filter;
  return (
    <Toolbar keep={{ group, order }} complaints={complaintsIn(memberFilter, search)}>
      <SearchField label="Search members" placeholder="Name or email" defaultValue={q} />
      <div className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2">
        <SelectFilter
          name="role"
          label="Own role"
          value={role}
          options={optionsOf("Every own role", Object.fromEntries(roles.map((one) => [one, roleNames[one]])))}
        />
        <SelectFilter
          name="factor"
          label="Second factor"
          value={factor}
          options={optionsOf("Second factor", factorNames)}
        />
        <SelectFilter
          name="status"
          label="Status"
          value={status}
          options={optionsOf("Every status", { active: "Active", disabled: "Disabled" })}
        />
        <SelectFilter
          name="active"
          label="Last active"
          value={active}
          options={optionsOf("Last active", activityNames)}
        />
        {mayRead(actor, "groups") ? <GroupFilter org={actor.organization.slug} /> : null}
        <SelectFilter
          name="sort"
          label="Sort"
          value={sort ?? ""}
          options={optionsOf("By joining", sortNames)}
        />
      </div>
    </Toolbar>
  );
}
