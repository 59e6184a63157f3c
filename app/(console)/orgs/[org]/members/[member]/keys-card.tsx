import type { Route } from "next";
import Link from "next/link";
import { SettingCard } from "@/app/(console)/account/setting";
import { CreateKeyButton } from "@/app/(console)/orgs/[org]/keys/create-key-button";
import { KeyMenu } from "@/app/(console)/orgs/[org]/keys/key-menu";
import { KeyEnd, LastUse } from "@/app/(console)/orgs/[org]/keys/key-state";
import { forDialog } from "@/app/(console)/orgs/[org]/keys/key-table";
import { keyOffer } from "@/app/(console)/orgs/[org]/keys/offer";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { count } from "@/lib/core/text";
import { listKeys } from "@/lib/domain/keys/queries";
import type { Member } from "@/lib/domain/members/queries";
import { mayManage } from "@/lib/domain/members/rules";

/** A member's user keys, for whoever looks after everyone's; nothing for all others. */
export async function KeysCard({ actor, member }: { actor: Actor; member: Member }) {
  if (actor.permissions.get("keys:read") !== "all") return null;
  const { rows } = await listKeys(actor, { member: member.id, limit: 100 });
  const there = rows.filter(({ status }) => status === "live" || status === "waiting");
  const { slug } = actor.organization;
  const { id, name, apiOnly } = member;
  return (
    <SettingCard
      id="keys"
      title="API keys"
      description="Each does what its scopes say, as far as this member may do it now."
      action={
        mayMakeFor(actor, member) ? (
          <CreateKeyButton
            {...(await keyOffer(actor))}
            whose={["member"]}
            likely="member"
            holder={{ id, name, apiOnly }}
          />
        ) : null
      }
    >
      {there.length === 0 ? <p className="text-muted">No live key.</p> : null}
      <ul className="divide-y divide-line">
        {there.map((key) => (
          <li
            key={key.id}
            className="grid items-center gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[1fr_1fr_auto_auto]"
          >
            <span className="min-w-0">
              <Link
                href={`/orgs/${slug}/keys/${key.id}` as Route}
                className="block font-medium wrap-anywhere hover:underline"
              >
                {key.name}
              </Link>
              <span className="flex flex-wrap gap-x-3 text-sm text-muted">
                {key.status === "live" ? <code>{key.prefix}…</code> : null}
                {key.scopes.length === 1 ? key.scopes[0] : count(key.scopes.length, "scope")}
              </span>
            </span>
            <span className="min-w-0">
              {key.status === "waiting" ? null : "Last used: "}
              <LastUse {...key} />
            </span>
            <span>
              <KeyEnd {...key} />
            </span>
            <KeyMenu org={slug} of={forDialog(key)} may={key.may} readsLog={mayRead(actor, "logs")} />
          </li>
        ))}
      </ul>
    </SettingCard>
  );
}

/** Whether the actor may make keys for a member: to be shown for one that never signs in, by email for everyone else. */
function mayMakeFor(actor: Actor, { id, role, status }: Member): boolean {
  if (actor.permissions.get("keys:write") !== "all" || !actor.permissions.has("members:write")) return false;
  return status === "active" && id !== actor.memberId && mayManage(actor, [role]);
}
