import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { users } from "@/db/schema";
import { type Demo, seedDemo } from "@/db/seed";
import { memberActor } from "@/lib/auth/actor";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { inviteMembers } from "@/lib/domain/invitations/commands";
import { inviteInput } from "@/lib/domain/invitations/input";

/** Invited when the demo is made; their letters, with links that work, lie in the mailbox once Steward runs. */
const guests =
  "Elena Marchetti <elena.marchetti@northwind.example>, Jonas Weber <jonas.weber@northwind.example>";

/** Refuses to make accounts with a known password in a production database, unless the operator insists. */
export function assertDemoWelcome(place: { production: boolean; embedded: boolean }, insists: boolean): void {
  if (place.production && !place.embedded && !insists) {
    throw new AppError(
      "forbidden",
      "The demo makes accounts with a known password, and DATABASE_URL leads to a production database. Say --yes if you mean it, or set NODE_ENV=development.",
    );
  }
}

/** Makes the demo organizations and lets their Owner invite two people. Changes nothing where the demo is there already. */
export async function makeDemo(): Promise<Demo> {
  const demo = await seedDemo();
  if (demo.made) await inviteGuests(demo);
  return demo;
}

async function inviteGuests({ slug, signIns: [owner] }: Demo): Promise<void> {
  const [user] = await database()
    .select()
    .from(users)
    .where(eq(users.email, owner?.email ?? ""));
  if (!user) throw new Error("The demo has no Owner.");
  const request = { ip: null, userAgent: null, requestId: null };
  const person = {
    kind: "person",
    userId: user.id,
    name: user.name,
    email: user.email,
    sessionId: newId("session"),
    factorAt: now(),
    signedInAt: now(),
    idleSince: now(),
    activeAt: now(),
    idleLimitMinutes: null,
    absoluteLimitHours: null,
    lastOrganizationId: user.lastOrganizationId,
    timeZone: null,
    request,
  } as const;
  await inviteMembers(await memberActor(person, slug), inviteInput.parse({ emails: guests, role: "user" }));
}
