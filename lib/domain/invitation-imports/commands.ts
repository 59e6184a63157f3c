import { and, asc, count as countOf, eq, gt, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { change, pass, type Tx } from "@/db/door";
import { invitationImportRows, invitationImports } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { actorInAbsence } from "@/lib/auth/standing";
import { day, fromNow, now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { RowCode } from "@/lib/core/import-rows";
import type { Role } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { type Invitee, type InviteVerdict, inviteAll } from "@/lib/domain/invitations/rules";
import { lockOrganization } from "@/lib/domain/members/rules";
import { enqueueImport, type ImportJob } from "@/lib/jobs/imports";
import type { StartImportInput } from "./input";
import { judgeAlone, placeRows } from "./rules";

/** So many lists of an organization may be on their way at once. */
const mostUnfinished = 5;

const insertedAtOnce = 1_000;

async function assertFewUnfinished(tx: Tx, organizationId: string): Promise<void> {
  const [unfinished] = await tx
    .select({ total: countOf() })
    .from(invitationImports)
    .where(
      and(
        eq(invitationImports.organizationId, organizationId),
        isNull(invitationImports.finishedAt),
        gt(invitationImports.createdAt, fromNow(-day)),
      ),
    );
  if ((unfinished?.total ?? 0) >= mostUnfinished)
    throw new AppError("conflict", "Five imports are being worked off. Wait until one of them is finished.");
}

/**
 * Takes a list of people to invite, whose rows are then worked off in the background, each judged by itself and by the rights
 * of whoever started it at that moment. What is wrong with the list alone is told at once.
 */
export const startImport = command(
  "invitation.import_started",
  async (actor: Actor, { rows, message, expiresInDays }: StartImportInput): Promise<{ id: string }> => {
    const grant = authorize(actor, "members:write");
    const { organizationId } = grant;
    const judged = judgeAlone(rows);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      await assertFewUnfinished(tx, organizationId);
      const importId = newId("invitationImport");
      await tx.insert(invitationImports).values({
        organizationId,
        id: importId,
        createdBy: actor.memberId,
        createdByName: actor.name,
        keyId: actor.keyId,
        message: message ?? null,
        expiresInDays,
        total: rows.length,
        refused: judged.filter(({ complaint }) => complaint !== null).length,
        createdAt: now(),
      });
      const values = judged.map((one) => ({
        organizationId,
        importId,
        position: one.row.position,
        email: one.complaint === null ? one.email : one.row.email,
        name: one.row.name || null,
        role: one.complaint === null ? one.role : one.row.role,
        groupNames: one.row.groups,
        outcome: one.complaint === null ? null : ("refused" as const),
        code: one.complaint === null ? null : one.code,
        reason: one.complaint,
      }));
      for (let i = 0; i < values.length; i += insertedAtOnce)
        await tx.insert(invitationImportRows).values(values.slice(i, i + insertedAtOnce));
      await enqueueImport(tx, { organizationId, importId });
      await recordAudit(
        tx,
        actor,
        "invitation.import_started",
        { kind: "invitationImport", id: importId, name: count(rows.length, "row") },
        { after: { rows: rows.length, expiresInDays } },
      );
      return { id: importId };
    });
  },
);

/** So many rows are done in one transaction, which holds the organization's lock. */
const rowsAtOnce = 50;

/** So many of those in one job, which then makes way for others and is soon taken up again should its process die. */
const batchesAJob = 4;

/**
 * Works off a part of an import and has the rest worked off after it. May be called as often as one likes, also by several
 * at once: each row is done once.
 */
export async function workOffImport(job: ImportJob): Promise<void> {
  for (let batch = 1; batch <= batchesAJob; batch++) {
    const more = await change(pass({ organizationId: job.organizationId }), async (tx) => {
      const left = await workOffRows(tx, job);
      if (left && batch === batchesAJob) await enqueueImport(tx, job);
      return left;
    });
    if (!more) return;
  }
}

/** What became of a row: the invitation, or why there is none. */
type Settled = {
  position: number;
  invitationId: string | null;
  code: RowCode | null;
  reason: string | null;
};

/** Does the next rows of an import; answers whether more may be left. */
async function workOffRows(tx: Tx, { organizationId, importId }: ImportJob): Promise<boolean> {
  const here = and(eq(invitationImports.organizationId, organizationId), eq(invitationImports.id, importId));
  const [known] = await tx.select({ id: invitationImports.id }).from(invitationImports).where(here);
  if (!known) return false;
  const { seats } = await lockOrganization(tx, { organizationId });
  // Only now, as another instance may have been at it.
  const [list] = await tx.select().from(invitationImports).where(here);
  if (!list || list.finishedAt) return false;
  const by = { memberId: list.createdBy, keyId: list.keyId, name: list.createdByName };
  const actor = await actorInAbsence(tx, organizationId, by);
  if (!actor?.permissions.has("members:write")) {
    await stopImport(tx, list);
    return false;
  }
  const waiting = await tx
    .select()
    .from(invitationImportRows)
    .where(
      and(
        eq(invitationImportRows.organizationId, organizationId),
        eq(invitationImportRows.importId, importId),
        isNull(invitationImportRows.outcome),
      ),
    )
    .orderBy(asc(invitationImportRows.position))
    .limit(rowsAtOnce);
  const settled = await inviteRows(tx, actor, waiting, { ...list, seats });
  await settle(tx, { organizationId, importId }, settled);
  const refused = settled.filter(({ invitationId }) => invitationId === null).length;
  const more = waiting.length === rowsAtOnce;
  await tx
    .update(invitationImports)
    .set({
      invited: list.invited + settled.length - refused,
      refused: list.refused + refused,
      finishedAt: more ? null : now(),
    })
    .where(here);
  return more;
}

/** Ends an import whose starter may not invite any more: every row that waits is refused. */
async function stopImport(tx: Tx, list: typeof invitationImports.$inferSelect): Promise<void> {
  const { organizationId, id, createdByName, keyId } = list;
  const who = keyId === null ? createdByName : `The API key ${createdByName}`;
  const stopped = await tx
    .update(invitationImportRows)
    .set({ outcome: "refused", code: "forbidden", reason: `${who} may not invite anyone any more.` })
    .where(
      and(
        eq(invitationImportRows.organizationId, organizationId),
        eq(invitationImportRows.importId, id),
        isNull(invitationImportRows.outcome),
      ),
    )
    .returning({ position: invitationImportRows.position });
  await tx
    .update(invitationImports)
    .set({ refused: list.refused + stopped.length, finishedAt: now() })
    .where(and(eq(invitationImports.organizationId, organizationId), eq(invitationImports.id, id)));
}

type ImportedRow = typeof invitationImportRows.$inferSelect;
type List = Pick<typeof invitationImports.$inferSelect, "message" | "expiresInDays"> & { seats: number };

async function inviteRows(tx: Tx, actor: Actor, rows: ImportedRow[], list: List): Promise<Settled[]> {
  const placed = await placeRows(
    tx,
    actor,
    rows.map(({ email, name, role, groupNames }) => ({
      email,
      name: name ?? undefined,
      role: role as Role,
      groupNames,
    })),
  );
  const invitees = placed.filter((place): place is Invitee => !("complaint" in place));
  const { message, expiresInDays, seats } = list;
  const verdicts = await inviteAll(tx, actor, invitees, {
    seats,
    message: message ?? undefined,
    expiresInDays,
  });
  return rows.map(({ position }, at): Settled => {
    const place = placed[at];
    if (place && "complaint" in place)
      return { position, invitationId: null, code: place.code, reason: place.complaint };
    const verdict = verdicts.shift() as InviteVerdict;
    return verdict.outcome === "refused"
      ? { position, invitationId: null, code: verdict.code, reason: verdict.reason }
      : { position, invitationId: verdict.invitationId, code: null, reason: null };
  });
}

/** Writes down what became of rows. */
async function settle(tx: Tx, { organizationId, importId }: ImportJob, settled: Settled[]): Promise<void> {
  const column = (name: keyof Settled) => sql.param(settled.map((one) => one[name]));
  await tx.execute(sql`
    update ${invitationImportRows} set
      outcome = case when settled.invitation_id is null then 'refused' else 'invited' end,
      code = settled.code, reason = settled.reason, invitation_id = settled.invitation_id
    from unnest(${column("position")}::int[], ${column("code")}::text[], ${column("reason")}::text[],
      ${column("invitationId")}::text[]) as settled (position, code, reason, invitation_id)
    where ${invitationImportRows.organizationId} = ${organizationId}
      and ${invitationImportRows.importId} = ${importId}
      and ${invitationImportRows.position} = settled.position`);
}

/** Forgets lists that were worked off, or came to a stop, so long ago that nobody looks at them. */
export async function forgetImports(): Promise<void> {
  await database().execute(sql`select forget_invitation_imports()`);
}
