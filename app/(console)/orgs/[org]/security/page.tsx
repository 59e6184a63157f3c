import type { Metadata } from "next";
import { PageHeader } from "@/components/console/page-header";
import { sessionActor } from "@/lib/auth/session";
import { now } from "@/lib/core/clock";
import { timesOf } from "@/lib/core/format";
import { wallTime } from "@/lib/core/wall-clock";
import { exemptionFilter } from "@/lib/domain/exemptions/input";
import { listExemptions } from "@/lib/domain/exemptions/queries";
import { findMissingFactors, findSecurityPolicy, listPolicyHistory } from "@/lib/domain/security/queries";
import { filterFrom, page, startOver } from "@/lib/web/page";
import { HistoryCard } from "./history-card";
import { KeysCard } from "./keys-card";
import { NetworksCard } from "./networks-card";
import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";
import { SessionsCard } from "./sessions-card";
import { TrialBanner } from "./trial-banner";

/** Exemptions are one card of a page with others below. */
const exemptionsShown = 10;

export const metadata: Metadata = { title: "Policies" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/security">) => {
  const actor = await sessionActor((await params).org);
  const search = await searchParams;
  const [policy, missing, exemptions, history] = await Promise.all([
    findSecurityPolicy(actor),
    findMissingFactors(actor),
    startOver(listExemptions, actor, { ...filterFrom(exemptionFilter, search), limit: exemptionsShown }),
    listPolicyHistory(actor),
  ]);
  const { slug: org, name } = actor.organization;
  const times = timesOf(actor.organization);
  const shared = { org, policy, times, editable: actor.permissions.has("security:write") };
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
          until={`${wallTime(policy.trialUntil, times.timeZone).slice(11, 16)} (${times.timeZone})`}
          leftMs={policy.trialUntil.getTime() - now().getTime()}
          editable={shared.editable}
        />
      ) : null}
      <div className="flex flex-col gap-6">
        <SecondFactorCard {...shared} missing={missing} exemptions={exemptions} search={search} />
        <PasswordCard {...shared} />
        <NetworksCard {...shared} ip={actor.request.ip} />
        <SessionsCard {...shared} />
        <KeysCard {...shared} />
        <HistoryCard {...shared} history={history} />
      </div>
    </>
  );
});
