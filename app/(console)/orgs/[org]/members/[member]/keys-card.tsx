import { SettingCard } from "@/app/(console)/account/setting";
import { revoke } from "@/app/(console)/orgs/[org]/keys/actions";
import { CreateKeyDialog } from "@/app/(console)/orgs/[org]/keys/create-key-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { scopes } from "@/lib/core/roles";
import { defaultKeyLifeDays, keyLifeChoices } from "@/lib/domain/keys/input";
import { listKeys } from "@/lib/domain/keys/queries";
import { givableScopes } from "@/lib/domain/keys/rules";
import type { Member } from "@/lib/domain/members/queries";

/** A member's user keys, for whoever looks after everyone's; nothing for all others. */
export async function KeysCard({ actor, member }: { actor: Actor; member: Member }) {
  if (actor.permissions.get("keys:read") !== "all") return null;
  const { rows } = await listKeys(actor, { member: member.id, limit: 100 });
  const live = rows.filter(({ status }) => status === "live");
  const { slug } = actor.organization;
  const writes = actor.permissions.get("keys:write") === "all";
  return (
    <SettingCard
      id="keys"
      title="API keys"
      description="Each does what its scopes say, as far as this member may do it now."
      action={
        writes && member.apiOnly ? (
          <CreateKeyDialog
            org={slug}
            holder={{ id: member.id, name: member.name }}
            scopes={givableScopes(actor, scopes)}
            lives={keyLifeChoices.map((days) => ({
              value: String(days),
              label: days === 365 ? "In a year" : `In ${days} days`,
            }))}
            defaultLife={String(defaultKeyLifeDays)}
            mayMakeForOrganization={false}
          />
        ) : null
      }
    >
      {live.length === 0 ? <p className="text-muted">No live key.</p> : null}
      <ul className="divide-y divide-line">
        {live.map((key) => (
          <li
            key={key.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3 first:pt-0 last:pb-0"
          >
            <span className="min-w-0">
              <span className="block font-medium wrap-anywhere">{key.name}</span>
              <span className="flex flex-wrap gap-x-3 text-sm text-muted">
                <code>{key.prefix}…</code>
                {key.lastUsedAt ? (
                  <span>
                    Last used <Time at={key.lastUsedAt} />
                  </span>
                ) : (
                  <span>Never used</span>
                )}
              </span>
            </span>
            <span className="flex flex-wrap items-center gap-2">
              <Badge>{key.scopes.length === 1 ? key.scopes[0] : `${key.scopes.length} scopes`}</Badge>
              {writes ? (
                <ConfirmDialog
                  trigger={
                    <Button size="sm" aria-label={`Revoke ${key.name}`}>
                      Revoke
                    </Button>
                  }
                  title={`Revoke ${key.name}?`}
                  description="Whatever uses it is refused from its next call on. This cannot be undone."
                  confirmLabel="Revoke"
                  danger
                  fields={{ keyId: key.id }}
                  action={revoke.bind(null, slug)}
                />
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </SettingCard>
  );
}
