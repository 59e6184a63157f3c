import { KeyRound, UserPlus } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Meter } from "@/components/ui/meter";
import { Time } from "@/components/ui/time";
import { mayRead } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { auditFilter } from "@/lib/domain/audit/input";
import { listAuditEvents } from "@/lib/domain/audit/queries";
import { describeEvent } from "@/lib/domain/audit/rules";
import { summarizeOrganization } from "@/lib/domain/organizations/queries";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Overview" };

export default page(async ({ params }: PageProps<"/orgs/[org]">) => {
  const actor = await sessionActor((await params).org);
  const home = `/orgs/${actor.organization.slug}`;
  const [summary, recent] = await Promise.all([
    summarizeOrganization(actor),
    mayRead(actor, "logs") ? listAuditEvents(actor, auditFilter.parse({ limit: 6 })) : null,
  ]);
  const mayInvite = actor.permissions.has("members:write");
  return (
    <>
      <PageHeader
        title={actor.organization.name}
        description={
          <span className="inline-flex flex-wrap items-center gap-2">
            You are{" "}
            {actor.roles.map((role) => (
              <Badge key={role}>{roleNames[role]}</Badge>
            ))}
          </span>
        }
        action={
          mayInvite ? (
            <ButtonLink href={`${home}/members`} variant="primary">
              Invite members
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid gap-4 md:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>Seats</CardTitle>
            <CardDescription>Members and pending invitations each take one.</CardDescription>
          </CardHeader>
          <CardBody>
            <Meter
              label={`${summary.plan} plan`}
              used={summary.members + summary.pendingInvitations}
              total={summary.seats}
            />
          </CardBody>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>At a glance</CardTitle>
          </CardHeader>
          <CardBody>
            <dl className="grid grid-cols-3 gap-4">
              <Figure
                label="Members"
                value={summary.members}
                href={mayRead(actor, "members") ? `${home}/members` : null}
              />
              <Figure
                label="Invited"
                value={summary.pendingInvitations}
                href={mayInvite ? `${home}/members/invitations` : null}
              />
              <Figure
                label="Live keys"
                value={summary.liveKeys}
                href={mayRead(actor, "keys") ? `${home}/keys` : null}
              />
            </dl>
          </CardBody>
        </Card>
        {mayInvite && summary.members === 1 ? (
          <Card className="md:col-span-2">
            <CardHeader>
              <CardTitle>First steps</CardTitle>
              <CardDescription>
                {actor.organization.name} is ready. Two things most people do next:
              </CardDescription>
            </CardHeader>
            <CardBody className="flex flex-wrap gap-2">
              <ButtonLink href={`${home}/members`}>
                <UserPlus className="size-4" /> Invite someone
              </ButtonLink>
              <ButtonLink href={`${home}/keys`}>
                <KeyRound className="size-4" /> Make an API key
              </ButtonLink>
            </CardBody>
          </Card>
        ) : null}
        {recent ? (
          <Card className="md:col-span-2">
            <CardHeader>
              <CardTitle>Recent activity</CardTitle>
            </CardHeader>
            <CardBody>
              <ul className="divide-y divide-line">
                {recent.rows.map((event) => (
                  <li
                    key={event.id}
                    className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0"
                  >
                    <span className="min-w-0 break-words">
                      <span className="font-medium">{event.actorName}</span> {describeEvent(event)}
                    </span>
                    <Time at={event.at} className="text-sm text-muted" />
                  </li>
                ))}
              </ul>
              <Link href={`${home}/security/audit` as Route} className="link mt-2 inline-block">
                Open the audit log
              </Link>
            </CardBody>
          </Card>
        ) : null}
      </div>
    </>
  );
});

function Figure({ label, value, href }: { label: string; value: number; href: string | null }) {
  const figure = <span className="text-2xl font-semibold tabular-nums">{value.toLocaleString("en")}</span>;
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-muted">{label}</dt>
      <dd>
        {href ? (
          <Link
            href={href as Route}
            className="hover:underline"
            aria-label={`${count(value, label.toLowerCase().replace(/s$/, ""))}: open`}
          >
            {figure}
          </Link>
        ) : (
          figure
        )}
      </dd>
    </div>
  );
}
