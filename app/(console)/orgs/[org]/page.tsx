import type { Metadata, Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Meter } from "@/components/ui/meter";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { type Permission, type Role, roleNames } from "@/lib/core/roles";
import { summarizeOrganization } from "@/lib/domain/organizations/queries";
import { findOwnershipOffer } from "@/lib/domain/ownership-offers/queries";
import { page } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { OfferAlert } from "./ownership/offer-alert";
import { RecentActivity } from "./recent-activity";
import { SecondFactorMeter, SecondFactorMeterSkeleton } from "./second-factor-meter";
import { SignInPlot, SignInPlotSkeleton } from "./security/sign-ins/sign-in-plot";
import { SetupChecklist } from "./setup-checklist";

export const metadata: Metadata = { title: "Overview" };

export default page(async ({ params }: PageProps<"/orgs/[org]">) => {
  const actor = await sessionActor((await params).org);
  const home = `/orgs/${actor.organization.slug}`;
  const [summary, offer] = await Promise.all([summarizeOrganization(actor), findOwnershipOffer(actor)]);
  const mayInvite = actor.permissions.has("members:write");
  const figures = figuresFor(actor, home, summary);
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
            <ButtonLink href={`${home}/members?invite=1`} variant="primary">
              Invite members
            </ButtonLink>
          ) : null
        }
      />
      {offer ? <OfferAlert home={home} offer={offer} /> : null}
      <SetupChecklist actor={actor} summary={summary} />
      <div className="mb-6 grid gap-4 md:grid-cols-2">
        {mayInvite ? (
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
        ) : (
          <YourRoles roles={actor.roles} home={home} />
        )}
        {mayRead(actor, "security") ? (
          <Streamed fallback={<SecondFactorMeterSkeleton />}>
            <SecondFactorMeter actor={actor} />
          </Streamed>
        ) : null}
        {figures.length > 0 ? (
          <Card className="md:last:odd:col-span-2">
            <CardHeader>
              <CardTitle>At a glance</CardTitle>
            </CardHeader>
            <CardBody>
              <dl className="grid grid-cols-[repeat(3,auto)] gap-4">
                {figures.map((figure) => (
                  <Figure key={figure.label} {...figure} />
                ))}
              </dl>
            </CardBody>
          </Card>
        ) : null}
      </div>
      {mayRead(actor, "logs") ? (
        <>
          <Streamed fallback={<SignInPlotSkeleton />}>
            <SignInPlot actor={actor} selection={{}} title="Sign-ins by day" />
          </Streamed>
          <RecentActivity actor={actor} />
        </>
      ) : null}
    </>
  );
});

type FigureProps = { label: string; value: number; href: string };

/** Only the numbers behind which there is a page that this member may open. */
function figuresFor(
  actor: Actor,
  home: string,
  { members, pendingInvitations, liveKeys }: Awaited<ReturnType<typeof summarizeOrganization>>,
): FigureProps[] {
  const figures = [
    { label: "Members", value: members, href: `${home}/members`, may: seesAll(actor, "members:read") },
    {
      label: "Invited",
      value: pendingInvitations,
      href: `${home}/members/invitations`,
      may: actor.permissions.has("members:write"),
    },
    {
      label: "Active keys",
      value: liveKeys,
      href: `${home}/keys?tab=organization`,
      may: seesAll(actor, "keys:read"),
    },
  ];
  return figures.filter(({ may }) => may).map(({ may: _, ...figure }) => figure);
}

/** The numbers are the whole organization's, and would not fit a list that shows only a part. */
function seesAll(actor: Actor, permission: Permission): boolean {
  return actor.permissions.get(permission) === "all";
}

function Figure({ label, value, href }: FigureProps) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-muted">{label}</dt>
      <dd>
        <Link
          href={href as Route}
          className="text-2xl font-semibold tabular-nums hover:underline"
          aria-label={`${value.toLocaleString("en")} ${label.toLowerCase()}: open`}
        >
          {value.toLocaleString("en")}
        </Link>
      </dd>
    </div>
  );
}

/** In a sentence, for those who hold a role and may never have read the table of roles. */
const roleWords: Record<Role, string> = {
  owner: "you may do everything, and only Owners may hand over or delete the organization.",
  admin: "you look after people, security, keys and settings.",
  "team-leader":
    "you look after the groups you are in, see their members, and work on the scans and findings of your projects.",
  "billing-manager": "you look after the plan and its bills, and may create API keys of your own.",
  user: "you work on the scans and findings of your projects, and may create API keys of your own.",
};

function YourRoles({ roles, home }: { roles: readonly Role[]; home: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>What you may do here</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        {roles.map((role) => (
          <p key={role} className="text-pretty">
            <span className="font-medium">{roleNames[role]}</span>: {roleWords[role]}
          </p>
        ))}
        <p>
          <Link href={`${home}/roles` as Route} className="link">
            What each role may do
          </Link>
        </p>
      </CardBody>
    </Card>
  );
}
