import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { memberships, tokens, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { type Absentee, actorInAbsence } from "@/lib/auth/standing";
import { countTokens, expireTokens, issueToken, type Token, tokenLife } from "@/lib/auth/tokens";
import { hour, second } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, invalidField, notFound } from "@/lib/core/errors";
import { assertHolderManageable, assertNotAbove, type Key, reaches } from "@/lib/domain/keys/rules";
import { sendMail } from "@/lib/jobs/mail";

/** Nobody is written to without end about one key. */
const linksPerHour = 5;

/**
 * Mails the link by which a key's secret is made and shown to the one member it is for: its holder, and for the
 * organization's whoever is named, else whoever had the last link, else the actor. The link before is dead. Needs the
 * organization's lock. Refuses members who cannot open it, and one link more than are sent within an hour.
 */
export async function mailRevealLink(
  tx: Tx,
  actor: Actor,
  key: Key,
  recipientId: string | undefined,
): Promise<{ name: string; email: string }> {
  if (key.memberId !== null && recipientId !== undefined && recipientId !== key.memberId)
    throw invalidField("recipientId", "The link to a person's key goes to that person.");
  const memberId = key.memberId ?? recipientId ?? (await lastRecipient(tx, key)) ?? actor.memberId;
  if (memberId === null) throw invalidField("recipientId", "Name the member who gets the link.");
  const recipient = await reachableMember(tx, key, memberId);
  if ((await countTokens(tx, "key-reveal", key.id, hour)) >= linksPerHour)
    throw new AppError(
      "rate-limited",
      `This key was sent ${linksPerHour} links within an hour. Wait before the next.`,
      { retryAfterSeconds: hour / second },
    );
  await expireTokens(tx, "key-reveal", key.id);
  const secret = await issueToken(tx, "key-reveal", key.id, {
    organizationId: key.organizationId,
    payload: { memberId, sender: { memberId: actor.memberId, keyId: actor.keyId, name: actor.name } },
  });
  const { name, email } = recipient;
  await sendMail(tx, email, {
    template: "key-reveal",
    props: {
      name,
      organization: actor.organization.name,
      key: key.name,
      by: actor.name,
      expiresInHours: tokenLife["key-reveal"] / hour,
      link: `${env().APP_URL}/orgs/${actor.organization.slug}/keys/reveal/${secret}`,
    },
  });
  return recipient;
}

/** Whom the last link to a key went to, if they are there still. */
async function lastRecipient(tx: Tx, { organizationId, id }: Key): Promise<string | undefined> {
  const [last] = await tx
    .select({ memberId: memberships.id })
    .from(tokens)
    .innerJoin(
      memberships,
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.id, sql`${tokens.payload}->>'memberId'`),
        eq(memberships.status, "active"),
      ),
    )
    .where(and(eq(tokens.purpose, "key-reveal"), eq(tokens.subjectId, id)))
    .orderBy(desc(tokens.createdAt), desc(tokens.id))
    .limit(1);
  return last?.memberId;
}

/** An active member who reads mail and signs in, to get the link to a key. */
async function reachableMember(tx: Tx, { organizationId, memberId: holderId }: Key, memberId: string) {
  const [member] = await tx
    .select({ status: memberships.status, name: users.name, email: users.email, apiOnly: users.apiOnly })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.id, memberId)));
  if (!member) throw notFound("member");
  if (member.apiOnly && holderId === null)
    throw invalidField("recipientId", `${member.name} never signs in. Name somebody who does.`);
  if (member.apiOnly)
    throw invalidField("deliver", `${member.name} never signs in. Have the key shown to you.`);
  if (member.status !== "active")
    throw new AppError("conflict", `${member.name} is disabled. Enable them first.`);
  return member;
}

/** Refuses everyone but the member whom a link is for: whoever holds the link alone learns nothing by it. */
export function assertMeant(actor: Actor, { payload }: Token): void {
  if (actor.kind === "member" && payload.memberId === actor.memberId) return;
  throw new AppError("forbidden", "This link was sent to another member. Only they can open it.");
}

/**
 * Refuses a link whose sender could not send it any more: disabled, demoted or removed since, or the key that sent it revoked
 * or at its end. What the operator sent stands by itself.
 */
export async function assertSenderStands(tx: Tx, key: Key, { payload }: Token): Promise<void> {
  const by = payload.sender as Absentee;
  if (by.memberId === null && by.keyId === null) return;
  const gone = new AppError("gone", "Whoever sent you this link may no longer do so. Ask for another.");
  const sender = await actorInAbsence(tx, key.organizationId, by);
  if (!sender) throw gone;
  try {
    if (!reaches(authorize(sender, "keys:write"), key)) throw gone;
    assertNotAbove(sender, key);
    await assertHolderManageable(tx, sender, key);
  } catch (error) {
    throw error instanceof AppError ? gone : error;
  }
}

/** The refusal of a link to a key that works no more, or was opened by a newer link. */
export function goneKey(): AppError {
  return new AppError("gone", "This key was revoked, has ended, or was opened already. Ask for another.");
}
