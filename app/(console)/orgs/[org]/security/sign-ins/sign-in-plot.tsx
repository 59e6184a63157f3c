import { BarsByDay } from "@/components/charts/bars-by-day";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { Actor } from "@/lib/auth/actor";
import { formatDate } from "@/lib/core/format";
import { attemptOutcomeNames } from "@/lib/core/sign-in";
import type { SignInSelection } from "@/lib/domain/sign-in-attempts/input";
import { countSignInsByDay } from "@/lib/domain/sign-in-attempts/queries";

const series = [
  { key: "success", label: attemptOutcomeNames.success, tone: "accent" },
  { key: "challenged", label: attemptOutcomeNames.challenged, tone: "neutral" },
  { key: "failure", label: attemptOutcomeNames.failure, tone: "danger" },
] as const;

type SignInPlotProps = {
  actor: Actor;
  selection: SignInSelection;
  /** What it is, where the page is about more. */
  title?: string;
};

/** The attempts of a selection by day. Where nothing was asked for and nothing has happened, there is nothing to draw. */
export async function SignInPlot({ actor, selection, title }: SignInPlotProps) {
  const days = await countSignInsByDay(actor, selection);
  const unfiltered = Object.values(selection).every((value) => !value);
  const quiet = days.every(({ values }) => Object.values(values).every((value) => value === 0));
  if (unfiltered && quiet) return null;
  const [first = "", last = ""] = [days[0]?.day, days.at(-1)?.day];
  const [from, to] = [first, last].map((day) =>
    formatDate(new Date(day), { ...actor.organization, timeZone: "UTC" }),
  );
  return (
    <Card className="mb-6">
      {title ? (
        <CardHeader>
          <CardTitle>{title}</CardTitle>
        </CardHeader>
      ) : null}
      <CardBody>
        <BarsByDay data={days} series={series} label={`Sign-ins by day, ${from} to ${to}`} />
        {selection.from && selection.from < first ? (
          <p className="mt-3 text-sm text-muted">Drawn from {from} on: a year at most.</p>
        ) : null}
      </CardBody>
    </Card>
  );
}

/** As tall as the plot, so that nothing moves when it comes. */
export function SignInPlotSkeleton() {
  return (
    <Card className="mb-6">
      <CardBody>
        <Skeleton className="h-67" />
      </CardBody>
    </Card>
  );
}
