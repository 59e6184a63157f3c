import { SettingCard } from "@/app/(console)/account/setting";
import { Badge } from "@/components/ui/badge";
import type { Actor } from "@/lib/auth/actor";
import { roleNames } from "@/lib/core/roles";
import { listGivableGroups } from "@/lib/domain/groups/queries";
import type { Member } from "@/lib/domain/members/queries";
import { GroupsForm } from "./groups-form";

/** More are found by searching. */
const shown = 20;

/** The groups that a member is in, as far as the actor decides about them with a checkbox each. */
export async function GroupsCard({ actor, member }: { actor: Actor; member: Member }) {
  const reach = actor.permissions.get("groups:write");
  const givable = reach ? await listGivableGroups(actor) : [];
  const within = ({ id }: { id: string }) =>
    reach === "all" || (reach !== undefined && actor.groupIds.includes(id));
  const [mine, others] = [member.groups.filter(within), member.groups.filter((group) => !within(group))];
  const rest = givable.filter(({ id }) => mine.every((group) => group.id !== id));
  const hintOf = (id: string) => {
    const role = givable.find((group) => group.id === id)?.role;
    return role ? `Gives the role ${roleNames[role]}` : undefined;
  };
  const groups = [...mine, ...rest.slice(0, shown)].map(({ id, name }) => ({ id, name, hint: hintOf(id) }));
  return (
    <SettingCard
      id="groups"
      title="Groups"
      description="What a group gives, its members have from the moment they join it."
    >
      {groups.length > 0 ? (
        <GroupsForm
          org={actor.organization.slug}
          memberId={member.id}
          inside={mine.map(({ id }) => id)}
          groups={groups}
          more={rest.length > shown}
        />
      ) : null}
      {others.length > 0 ? (
        <p className="mt-4 flex flex-wrap items-center gap-1 first:mt-0">
          <span className="text-muted">{groups.length > 0 ? "Also in" : "In"}</span>
          {others.map(({ id, name }) => (
            <Badge key={id}>{name}</Badge>
          ))}
        </p>
      ) : null}
      {groups.length + others.length === 0 ? <p className="text-muted">There is no group yet.</p> : null}
    </SettingCard>
  );
}
