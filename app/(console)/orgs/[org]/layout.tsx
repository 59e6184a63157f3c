import { signOut } from "@/app/(auth)/sign-in/actions";
import { findPlaces } from "@/app/(console)/orgs/actions";
import { ConsoleShell } from "@/components/console/console-shell";
import { sessionActor, sessionPerson } from "@/lib/auth/session";
import { noteVisit } from "@/lib/auth/visits";
import { now } from "@/lib/core/clock";
import { idleEndOf } from "@/lib/domain/sessions/rules";
import { followMove, page } from "@/lib/web/page";
import { Announcement } from "./announcement";
import { IdleWatch } from "./idle-watch";
import { deedsFor, sectionsFor } from "./sections";

export default page(async ({ params, children }: LayoutProps<"/orgs/[org]">) => {
  const { org } = await params;
  const [person, actor] = [await sessionPerson(), await sessionActor(org)];
  await followMove(org, actor);
  await noteVisit(actor, person);
  const idle = idleEndOf(person);
  return (
    <ConsoleShell
      organization={actor.organization}
      findPlaces={findPlaces}
      person={person}
      sections={sectionsFor(actor)}
      deeds={deedsFor(actor)}
      signOut={signOut}
    >
      <Announcement actor={actor} />
      <IdleWatch
        limitMs={idle?.limitMs ?? null}
        leftMs={idle ? idle.endsAt.getTime() - now().getTime() : null}
      />
      {children}
    </ConsoleShell>
  );
});
