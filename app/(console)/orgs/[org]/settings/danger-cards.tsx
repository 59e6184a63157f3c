import { SettingCard } from "@/app/(console)/account/setting";
import { remove } from "@/app/(console)/orgs/[org]/settings/actions";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Actor } from "@/lib/auth/actor";

/** What an Owner does once, if ever: hand the organization over, or delete it. */
export function DangerCards({ actor }: { actor: Actor }) {
  const { slug, name } = actor.organization;
  return (
    <>
      {actor.permissions.has("organization:transfer") ? (
        <SettingCard
          id="ownership"
          title="Transfer ownership"
          description="Someone else becomes Owner once they accept, and you become an Admin."
          action={<ButtonLink href={`/orgs/${slug}/ownership`}>Transfer ownership</ButtonLink>}
        />
      ) : null}
      {actor.permissions.has("organization:delete") ? (
        <SettingCard
          id="delete"
          title="Delete organization"
          description="It is closed at once to all its members and API keys. For 30 days an Owner can restore it; then it is removed for good."
          action={
            <ConfirmDialog
              trigger={<Button variant="danger">Delete organization</Button>}
              title={`Delete ${name}?`}
              description="All members lose access at once, and API keys stop working. Its Owners are told by mail, and can restore it for 30 days. Then members, groups, projects, keys and settings are gone for good."
              typed={name}
              confirmLabel="Delete organization"
              pendingLabel="Deleting…"
              danger
              action={remove.bind(null, slug)}
            />
          }
        />
      ) : null}
    </>
  );
}
