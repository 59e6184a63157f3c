import { SettingCard } from "@/app/(console)/account/setting";
import { change } from "@/app/(console)/orgs/[org]/keys/actions";
import { NetworksField } from "@/app/(console)/orgs/[org]/keys/networks-field";
import { ScopeChoices } from "@/app/(console)/orgs/[org]/keys/scope-choices";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SaveBar } from "@/components/form/save-bar";
import type { Actor } from "@/lib/auth/actor";
import { scopes } from "@/lib/core/roles";
import type { KeyRow } from "@/lib/domain/keys/queries";
import { givableScopes } from "@/lib/domain/keys/rules";

/** What may be changed about a key in place; nothing for whoever may not, and why not where they look after it. */
export function SettingsCard({ actor, row }: { actor: Actor; row: KeyRow }) {
  const { id, name, networks, status, may } = row;
  const usable = status === "live" || status === "waiting";
  if (!may.change && !(usable && may.revoke)) return null;
  if (!may.change)
    return (
      <SettingCard
        id="settings"
        title="Settings"
        description="This key, or whoever holds it, may do more than you, so that you can only narrow or revoke it."
      />
    );
  return (
    <SettingCard
      id="settings"
      title="Settings"
      description={
        may.widen
          ? "They hold from its next call on. Its secret stays the same."
          : "They hold from its next call on. Its holder alone adds scopes and networks; you may take them away."
      }
    >
      <ActionForm
        key={JSON.stringify([name, row.scopes, networks])}
        action={change.bind(null, actor.organization.slug)}
      >
        <input type="hidden" name="keyId" value={id} />
        <Field
          name="name"
          label="Name"
          defaultValue={name}
          required
          autoComplete="off"
          className="max-w-md"
        />
        <ScopeChoices
          scopes={givableScopes(actor, may.widen ? scopes : row.scopes)}
          chosen={row.scopes}
          unfolded
        />
        <NetworksField networks={networks} />
        <SaveBar />
      </ActionForm>
    </SettingCard>
  );
}
