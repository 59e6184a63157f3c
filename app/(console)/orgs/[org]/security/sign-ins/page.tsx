import type { Metadata } from "next";
import { PageHeader } from "@/components/console/page-header";
import { DateFilter } from "@/components/ui/date-filter";
import { DownloadLink } from "@/components/ui/download-link";
import { FilterChip } from "@/components/ui/filter-chip";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import {
  attemptMethodNames,
  attemptMethods,
  attemptOutcomeNames,
  attemptOutcomes,
  signInsKeptDays,
} from "@/lib/core/sign-in";
import { signInFilter } from "@/lib/domain/sign-in-attempts/input";
import { findSignInName } from "@/lib/domain/sign-in-attempts/queries";
import { complaintsIn, filterFrom, page, withParams } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { SignInPlot, SignInPlotSkeleton } from "./sign-in-plot";
import { SignInTable } from "./sign-in-table";

export const metadata: Metadata = { title: "Sign-ins" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/security/sign-ins">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "logs:read");
  const search = await searchParams;
  const filter = filterFrom(signInFilter, search);
  const { limit: _, cursor: __, ...selection } = filter;
  const path = `/orgs/${actor.organization.slug}/security/sign-ins`;
  return (
    <>
      <PageHeader
        title="Sign-ins"
        description={`Every attempt of a member to sign in, whether it succeeded or not, kept for ${signInsKeptDays} days.`}
        action={
          <DownloadLink href={withParams(`${path}/export`, search, { cursor: null, limit: null })}>
            Export CSV
          </DownloadLink>
        }
      />
      <Streamed key={`plot ${JSON.stringify(selection)}`} fallback={<SignInPlotSkeleton />}>
        <SignInPlot actor={actor} selection={selection} />
      </Streamed>
      <Toolbar keep={{ member: filter.member }} complaints={complaintsIn(signInFilter, search)}>
        <SearchField label="Search sign-ins" placeholder="Name, email, IP address" defaultValue={filter.q} />
        <SelectFilter
          name="outcome"
          label="Outcome"
          value={filter.outcome ?? ""}
          options={[
            { value: "", label: "Every outcome" },
            ...attemptOutcomes.map((outcome) => ({ value: outcome, label: attemptOutcomeNames[outcome] })),
          ]}
        />
        <SelectFilter
          name="method"
          label="Method"
          value={filter.method ?? ""}
          options={[
            { value: "", label: "Every method" },
            ...attemptMethods.map((method) => ({ value: method, label: attemptMethodNames[method] })),
          ]}
        />
        <DateFilter name="from" label="From" value={filter.from ?? ""} />
        <DateFilter name="to" label="To" value={filter.to ?? ""} />
        {filter.member ? (
          <FilterChip
            name={(await findSignInName(actor, filter.member)) ?? "One member"}
            removeHref={withParams(path, search, { member: null, cursor: null })}
          />
        ) : null}
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={5} />}>
        <SignInTable actor={actor} filter={filter} search={search} path={path} />
      </Streamed>
    </>
  );
});
