import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { change, pass, type Tx } from "@/db/door";
import { idempotentRequests, projectRoles } from "@/db/schema";
import { day, fromNow, minute, now } from "@/lib/core/clock";
import { open, seal, sha256 } from "@/lib/core/crypto";
import { AppError } from "@/lib/core/errors";
import type { RequestContext } from "@/lib/core/request";
import type { KeyActor } from "./key-actor";

/** What a request of a key is carried out under, once. */
export type IdempotentRequest = NonNullable<RequestContext["idempotency"]>;

/** What was answered, to be answered again. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };

/** A request that has not been answered after this long has died with its process. */
const abandonedAfterMs = minute;
/** What was answered is answered again for this long. */
export const keptForMs = day;

type KeyOfOrganization = { id: string; organization: { id: string } };

const rowOf = (actor: KeyOfOrganization, key: string) =>
  and(
    eq(idempotentRequests.organizationId, actor.organization.id),
    eq(idempotentRequests.keyId, actor.id),
    eq(idempotentRequests.idempotencyKey, key),
  );

const passOf = (actor: KeyActor) => pass({ organizationId: actor.organization.id });
const sealOf = (actor: KeyActor, key: string) => `idempotent\n${actor.organization.id}\n${actor.id}\n${key}`;

/** What an actor may do and as whom, as a text that is the same as long as they hold neither more nor less. */
async function rightsOf(tx: Tx, actor: KeyActor): Promise<string> {
  const { memberId, organization, roles, groupIds, permissions } = actor;
  const inProjects = await tx
    .selectDistinct({ projectId: projectRoles.projectId, role: projectRoles.role })
    .from(projectRoles)
    .where(
      and(
        eq(projectRoles.organizationId, organization.id),
        or(eq(projectRoles.memberId, memberId ?? ""), inArray(projectRoles.groupId, [...groupIds])),
      ),
    );
  const held = [
    roles,
    groupIds,
    [...permissions].map((permission) => permission.join(" ")),
    inProjects.map(({ projectId, role }) => `${projectId} ${role}`),
  ];
  return sha256(
    JSON.stringify([memberId, organization.adminsManageAdmins, ...held.map((each) => each.toSorted())]),
  );
}

/**
 * Begins a request under an `Idempotency-Key`, in a transaction of its own, or answers what the first one of this key was
 * answered. Refuses another request under the same key, one that is being carried out, one whose deed was done but whose
 * answer is lost, and one that was answered under other rights, since its answer may hold what these do not show. A request
 * that was abandoned before its deed is taken over, by one of those who try.
 */
export async function beginOnce(
  actor: KeyActor,
  key: string,
  fingerprint: string,
): Promise<IdempotentRequest | KeptAnswer> {
  const startedAt = now();
  return change(passOf(actor), async (tx) => {
    const rights = await rightsOf(tx, actor);
    const stamped = { startedAt, fingerprint: `${fingerprint}.${rights}` };
    const mine = rowOf(actor, key);
    await tx
      .delete(idempotentRequests)
      .where(and(mine, lt(idempotentRequests.startedAt, fromNow(-keptForMs))));
    const inserted = await tx
      .insert(idempotentRequests)
      .values({
        organizationId: actor.organization.id,
        keyId: actor.id,
        idempotencyKey: key,
        ...stamped,
      })
      .onConflictDoNothing()
      .returning({ key: idempotentRequests.idempotencyKey });
    if (inserted.length > 0) return { key, startedAt };
    const [first] = await tx.select().from(idempotentRequests).where(mine).for("update");
    if (!first) throw stillInProgress(); // It was let go of at this moment.
    const [firstFingerprint, firstRights] = first.fingerprint.split(".");
    if (firstFingerprint !== fingerprint) throw reused();
    if (first.sealedAnswer !== null) {
      if (firstRights !== rights) throw rightsChanged();
      return opened(actor, key, first.sealedAnswer);
    }
    if (first.status === null && first.startedAt > fromNow(-abandonedAfterMs)) throw stillInProgress();
    if (first.deedDone) throw answerLost();
    await tx
      .update(idempotentRequests)
      .set({ ...stamped, status: null })
      .where(mine);
    return { key, startedAt };
  });
}

function opened(actor: KeyActor, key: string, sealed: string): KeptAnswer {
  try {
    return JSON.parse(open(sealed, sealOf(actor, key)));
  } catch {
    throw answerLost(); // The key that it was sealed with was taken from the environment.
  }
}

/** Keeps what was answered for a day. */
export async function keepAnswer(
  actor: KeyActor,
  { key, startedAt }: IdempotentRequest,
  answer: KeptAnswer,
): Promise<void> {
  await change(passOf(actor), (tx) =>
    tx
      .update(idempotentRequests)
      .set({ status: answer.status, sealedAnswer: seal(JSON.stringify(answer), sealOf(actor, key)) })
      .where(and(rowOf(actor, key), eq(idempotentRequests.startedAt, startedAt))),
  );
}

/** Lets a request that failed be tried again; one whose deed was done all the same stays, without an answer. */
export async function letGo(
  actor: KeyActor,
  { key, startedAt }: IdempotentRequest,
  status: number,
): Promise<void> {
  const mine = and(rowOf(actor, key), eq(idempotentRequests.startedAt, startedAt));
  await change(passOf(actor), async (tx) => {
    await tx.delete(idempotentRequests).where(and(mine, eq(idempotentRequests.deedDone, false)));
    await tx.update(idempotentRequests).set({ status }).where(mine);
  });
}

/**
 * Notes in the deed's own transaction that it is done. Refuses where another has taken the request over meanwhile, so that
 * the deed of whoever was too slow is undone.
 */
export async function noteDeed(
  tx: Tx,
  actor: KeyOfOrganization,
  { key, startedAt }: IdempotentRequest,
): Promise<void> {
  const noted = await tx
    .update(idempotentRequests)
    .set({ deedDone: true })
    .where(and(rowOf(actor, key), eq(idempotentRequests.startedAt, startedAt)))
    .returning({ key: idempotentRequests.idempotencyKey });
  if (noted.length === 0) throw stillInProgress();
}

/** Forgets requests after a day. */
export async function sweepIdempotentRequests(): Promise<void> {
  await database().execute(sql`select forget_idempotent_requests()`);
}

function stillInProgress(): AppError {
  return new AppError(
    "idempotency-in-progress",
    "The request with this Idempotency-Key is being carried out. Send it again in a second.",
    { retryAfterSeconds: 1 },
  );
}

function reused(): AppError {
  return new AppError(
    "idempotency-key-reused",
    "This Idempotency-Key was sent with another request. Take a new one for each request.",
    { fields: [{ field: "Idempotency-Key", message: "It was sent with another request." }] },
  );
}

function answerLost(): AppError {
  return new AppError(
    "conflict",
    "The request with this Idempotency-Key was carried out, but its answer is lost. Read to see what it did.",
  );
}

function rightsChanged(): AppError {
  return new AppError(
    "conflict",
    "Your rights have changed since the request with this Idempotency-Key was answered. Read to see what it did.",
  );
}
