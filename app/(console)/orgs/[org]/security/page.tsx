import type { Metadata } from "next";
import { PageHeader } from "@/components/console/page-header";
import { sessionActor, sessionPerson } from "@/lib/auth/session";
import { now } from "@/lib/core/clock";
import { findSecurityPolicy, listPolicyHistory } from "@/lib/domain/security/queries";
import { page } from "@/lib/web/page";
import { HistoryCard } from "./history-card";
import { wallTime } from "./moments";
import { NetworksCard } from "./networks-card";
import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";
import { SessionsCard } from "./sessions-card";
import { TrialBanner } from "./trial-banner";

export const metadata: Metadata = { title: "Policies" };

export default page(async ({ params }: PageProps<"/orgs/[org]/security">) => {
  const [person, actor] = [await sessionPerson(), await sessionActor((await params).org)];
  const [policy, history] = await Promise.all([findSecurityPolicy(actor), listPolicyHistory(actor)]);
  const zone = person.timeZone ?? "UTC";
  const { slug: org, name } = actor.organization;
  const shared = { org, policy, zone, editable: actor.permissions.has("security:write") };
  return (
    <>
      <PageHeader
        title="Policies"
        description={`What ${name} asks of everyone who enters it. You see who is affected before anything is saved.`}
      />
      {policy.trialUntil ? (
        <TrialBanner
          version={policy.version}
          key={policy.trialUntil.toISOString()}
          org={org}
          until={`${wallTime(policy.trialUntil, zone).slice(11, 16)} (${zone})`}
          leftMs={policy.trialUntil.getTime() - now().getTime()}
          editable={shared.editable}
        />
      ) : null}
      <div className="flex flex-col gap-6">
        <SecondFactorCard {...shared} />
        <PasswordCard {...shared} />
        <NetworksCard {...shared} />
        <SessionsCard {...shared} />
        <HistoryCard {...shared} history={history} />
      </div>
    </>
  );
});
