import type { Metadata } from "next";
import { Activity } from "@/app/(console)/orgs/[org]/activity";
import { KeyDeedButton } from "@/app/(console)/orgs/[org]/keys/key-deed-button";
import { forDialog } from "@/app/(console)/orgs/[org]/keys/key-table";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { sessionActor } from "@/lib/auth/session";
import { notFound } from "@/lib/core/errors";
import { idPattern } from "@/lib/core/ids";
import { findKey, type KeyRow } from "@/lib/domain/keys/queries";
import { page } from "@/lib/web/page";
import { FactsCard } from "./facts-card";
import { ScopesCard } from "./scopes-card";
import { SettingsCard } from "./settings-card";

export const metadata: Metadata = { title: "API key" };

export default page(async ({ params }: PageProps<"/orgs/[org]/keys/[key]">) => {
  const { org, key: keyId } = await params;
  const actor = await sessionActor(org);
  if (!idPattern("key").test(keyId)) throw notFound("key");
  const key = await findKey(actor, { keyId });
  const { slug } = actor.organization;
  const deed = { org: slug, of: forDialog(key) };
  return (
    <>
      <PageHeader
        back={{ href: listOf(slug, key), label: "API keys" }}
        title={
          <>
            {key.name} <StateBadge status={key.status} />
          </>
        }
        description={ownerOf(key)}
        action={
          <>
            {key.may.sendLink ? (
              <KeyDeedButton {...deed} deed="send-link">
                Send the link again
              </KeyDeedButton>
            ) : null}
            {key.may.rotate ? (
              <KeyDeedButton {...deed} deed="rotate">
                Rotate
              </KeyDeedButton>
            ) : null}
            {key.may.revoke ? (
              <KeyDeedButton {...deed} deed="revoke">
                Revoke
              </KeyDeedButton>
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <FactsCard home={`/orgs/${slug}`} row={key} />
        <ScopesCard org={slug} row={key} />
        <SettingsCard actor={actor} row={key} />
        <Activity actor={actor} target={key.id} />
      </div>
    </>
  );
});

function listOf(slug: string, { kind, mine }: KeyRow): string {
  const path = `/orgs/${slug}/keys`;
  if (kind === "organization") return `${path}?tab=organization`;
  return mine ? path : `${path}?tab=members`;
}

function ownerOf({ kind, mine, holder }: KeyRow): string {
  if (kind === "organization") return "A key of the organization. It goes on working when people leave.";
  return mine
    ? "A key of yours. It never does more than you may do at the time."
    : `A key of ${holder}. It never does more than they may do at the time.`;
}

function StateBadge({ status }: Pick<KeyRow, "status">) {
  if (status === "revoked") return <Badge tone="danger">Revoked</Badge>;
  if (status === "expired") return <Badge tone="warning">Expired</Badge>;
  return status === "waiting" ? <Badge>Not opened yet</Badge> : null;
}
