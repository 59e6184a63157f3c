import { ArrowRight, Check } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { Actor } from "@/lib/auth/actor";
import type { summarizeOrganization } from "@/lib/domain/organizations/queries";

type Summary = Awaited<ReturnType<typeof summarizeOrganization>>;
type Step = { title: string; why: string; deed: string; href: string; done: boolean };

/** What makes a new organization ready for use; only what this member may do. */
function stepsFor({ organization, permissions }: Actor, summary: Summary): Step[] {
  const home = `/orgs/${organization.slug}`;
  const steps: (Step & { may: boolean })[] = [
    {
      title: "Invite someone",
      why: "Two Owners are better than one: either can let the other in again.",
      deed: "Invite members",
      href: `${home}/members?invite=1`,
      done: summary.members > 1 || summary.pendingInvitations > 0,
      may: permissions.has("members:write"),
    },
    {
      title: "Require a second factor",
      why: "A stolen password then opens nothing.",
      deed: "Open policies",
      href: `${home}/security`,
      done: summary.requiresSecondFactor,
      may: permissions.has("security:write"),
    },
    {
      title: "Create an API key",
      why: "Your services read by it what you decide here.",
      deed: "Create API key",
      href: `${home}/keys?create=1`,
      done: summary.liveKeys > 0,
      may: permissions.get("keys:write") === "all",
    },
  ];
  return steps.filter(({ may }) => may);
}

/** The first steps of an organization, until all of them are done. */
export function SetupChecklist({ actor, summary }: { actor: Actor; summary: Summary }) {
  const steps = stepsFor(actor, summary);
  const left = steps.filter(({ done }) => !done).length;
  if (left === 0) return null;
  return (
    <Card aria-labelledby="set-up" className="mb-4">
      <CardHeader>
        <CardTitle id="set-up">Set up {actor.organization.name}</CardTitle>
        <CardDescription>
          {steps.length - left} of {steps.length} steps done.
        </CardDescription>
      </CardHeader>
      <CardBody>
        <ul className="divide-y divide-line">
          {steps.map((step) => (
            <StepRow key={step.title} {...step} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function StepRow({ title, why, deed, href, done }: Step) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span
        aria-hidden="true"
        className={cn(
          "flex size-5 shrink-0 items-center justify-center rounded-full border",
          done ? "border-transparent bg-success-soft text-success-ink" : "border-control",
        )}
      >
        {done ? <Check className="size-3.5" /> : null}
      </span>
      <span className="min-w-0 flex-1 basis-56">
        <span className={cn("block font-medium", done && "text-muted")}>
          {title}
          {done ? <span className="sr-only"> (done)</span> : null}
        </span>
        {done ? null : <span className="block text-sm text-muted text-pretty">{why}</span>}
      </span>
      {done ? null : (
        <ButtonLink href={href} size="sm" className="max-sm:ml-8">
          {deed} <ArrowRight />
        </ButtonLink>
      )}
    </li>
  );
}
