import { signOut } from "@/app/(auth)/sign-in/actions";
import { ConsoleShell } from "@/components/console/console-shell";
import { sessionActor, sessionPerson } from "@/lib/auth/session";
import { now } from "@/lib/core/clock";
import { roleNames } from "@/lib/core/roles";
import { noteVisit } from "@/lib/domain/members/queries";
import { listMyOrganizations } from "@/lib/domain/organizations/queries";
import { findIdleEnd } from "@/lib/domain/sessions/queries";
import { page } from "@/lib/web/page";
import { Announcement } from "./announcement";
import { IdleWatch } from "./idle-watch";
import { deedsFor, sectionsFor } from "./sections";

export default page(async ({ params, children }: LayoutProps<"/orgs/[org]">) => {
  const { org } = await params;
  const [person, actor] = [await sessionPerson(), await sessionActor(org)];
  await noteVisit(actor);
  const organizations = (await listMyOrganizations(person))
    .filter(({ status }) => status === "active")
    .map(({ slug, name, role }) => ({ slug, name, role: roleNames[role] }));
  const idle = await findIdleEnd(person);
  return (
    <ConsoleShell
      organization={actor.organization}
      organizations={organizations}
      person={person}
      sections={sectionsFor(actor)}
      deeds={deedsFor(actor)}
      signOut={signOut}
    >
      <Announcement actor={actor} timeZone={person.timeZone} />
      {idle ? <IdleWatch limitMs={idle.limitMs} leftMs={idle.endsAt.getTime() - now().getTime()} /> : null}
      {children}
    </ConsoleShell>
  );
});
