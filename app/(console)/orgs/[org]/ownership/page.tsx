import { Handshake } from "lucide-react";
import type { Metadata } from "next";
import { SettingCard } from "@/app/(console)/account/setting";
import { MemberPicker } from "@/app/(console)/orgs/[org]/security/member-picker";
import { PageHeader } from "@/components/console/page-header";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { sessionActor } from "@/lib/auth/session";
import { findOwnershipOffer, type OwnershipOffer } from "@/lib/domain/ownership-offers/queries";
import { page } from "@/lib/web/page";
import { accept, decline, offer, withdraw } from "./actions";

export const metadata: Metadata = { title: "Ownership" };

export default page(async ({ params }: PageProps<"/orgs/[org]/ownership">) => {
  const actor = await sessionActor((await params).org);
  const { slug, name } = actor.organization;
  const hands = actor.permissions.has("organization:transfer");
  const waiting = await findOwnershipOffer(actor);
  return (
    <>
      <PageHeader
        title="Ownership"
        description={`An Owner may do everything in ${name}, and alone may hand it over or delete it.`}
        back={hands ? { href: `/orgs/${slug}/settings`, label: "General" } : undefined}
      />
      {waiting?.mine ? <Mine org={slug} name={name} waiting={waiting} /> : null}
      {waiting && !waiting.mine ? <Made org={slug} waiting={waiting} /> : null}
      {!waiting && hands ? <Offer org={slug} name={name} /> : null}
      {!waiting && !hands ? (
        <EmptyState icon={Handshake} title="Nothing is offered to you">
          When an Owner wants to hand {name} over to you, you get a mail, and their offer stands here.
        </EmptyState>
      ) : null}
    </>
  );
});

type WaitingProps = { org: string; waiting: OwnershipOffer };

function Mine({ org, name, waiting: { by, expiresAt } }: WaitingProps & { name: string }) {
  return (
    <SettingCard
      id="mine"
      title={`${by} offers to hand ${name} over to you`}
      description={
        <>
          Once you accept, you are its Owner and {by} is an Admin. If you do nothing, everything stays as it
          is and the offer ends <Time at={expiresAt} />.
        </>
      }
    >
      <div className="flex flex-wrap gap-2">
        <ActionForm action={accept.bind(null, org)}>
          <SubmitButton pendingLabel="Accepting…">Become Owner</SubmitButton>
        </ActionForm>
        <ActionForm action={decline.bind(null, org)}>
          <SubmitButton variant="secondary" pendingLabel="Declining…">
            Decline
          </SubmitButton>
        </ActionForm>
      </div>
    </SettingCard>
  );
}

function Made({ org, waiting: { to, by, madeAt, expiresAt } }: WaitingProps) {
  return (
    <SettingCard
      id="made"
      title={`Waiting for ${to.name}`}
      description={
        <>
          {by} offered it to {to.name} ({to.email}) <Time at={madeAt} />. The offer ends{" "}
          <Time at={expiresAt} />. Until it is accepted, nothing changes.
        </>
      }
      action={
        <ActionForm action={withdraw.bind(null, org)}>
          <SubmitButton variant="secondary" pendingLabel="Withdrawing…">
            Withdraw offer
          </SubmitButton>
        </ActionForm>
      }
    />
  );
}

function Offer({ org, name }: { org: string; name: string }) {
  return (
    <SettingCard
      id="offer"
      title="Transfer ownership"
      description={`Choose an active member. They get a mail, and have seven days to accept. Then they are Owner of ${name} and you are an Admin, who cannot take it back.`}
    >
      <ActionForm action={offer.bind(null, org)} className="max-w-lg">
        <MemberPicker org={org} />
        <SubmitButton className="self-start" pendingLabel="Offering…">
          Offer ownership
        </SubmitButton>
      </ActionForm>
    </SettingCard>
  );
}
