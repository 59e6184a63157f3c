import { sessionActor } from "@/lib/auth/session";
import type { CsvColumns } from "@/lib/core/csv";
import { attemptMethodNames, attemptOutcomeNames, attemptReasons } from "@/lib/core/sign-in";
import { signInFilter } from "@/lib/domain/sign-in-attempts/input";
import { eachSignIn, type SignIn } from "@/lib/domain/sign-in-attempts/queries";
import { csvFile, download } from "@/lib/web/download";
import { filterFrom } from "@/lib/web/page";

const columns: CsvColumns<SignIn> = [
  ["Time (UTC)", ({ at }) => at],
  ["Name", ({ name }) => name],
  ["Email", ({ email }) => email],
  ["Outcome", ({ outcome }) => attemptOutcomeNames[outcome]],
  ["Reason", ({ reason }) => reason && attemptReasons[reason]],
  ["Method", ({ method }) => attemptMethodNames[method]],
  ["IP address", ({ ip }) => ip],
  ["User agent", ({ userAgent }) => userAgent],
  ["Member", ({ memberId }) => memberId],
  ["Attempt", ({ id }) => id],
];

type Context = RouteContext<"/orgs/[org]/security/sign-ins/export">;

/** The sign-in log under the page's filter, whole. */
export const GET = download(async (request, { params }: Context) => {
  const actor = await sessionActor((await params).org);
  const filter = filterFrom(signInFilter, Object.fromEntries(new URL(request.url).searchParams));
  return csvFile(`sign-ins-${actor.organization.slug}`, eachSignIn(actor, filter), columns);
});
