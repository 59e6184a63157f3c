import { and, asc, eq, gt, ilike, isNull, or } from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { askPage, keyset, uncounted } from "@/db/keyset";
import { invitationImports as imports, organizations, invitationImportRows as rows } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import type { Counting, Page } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { RowCode } from "@/lib/core/import-rows";
import { containing } from "@/lib/core/text";
import { assertReadable, entrance } from "@/lib/domain/invitations/rules";
import { type Sender, senderOf } from "@/lib/domain/senders/rules";
import type { ImportFilter, ImportInput, ImportRow, ImportRowFilter, RowOutcome } from "./input";
import { judgeAlone, placeRows } from "./rules";

/** A row of a list, and why it cannot be invited; null where it can. */
export type PreviewRow = ImportRow & { complaint: string | null };

export type Preview = { rows: PreviewRow[]; invitable: number; freeSeats: number };

/** What would become of each row of a list at this moment; nothing is sent. */
export async function previewImport(actor: Actor, list: ImportRow[]): Promise<Preview> {
  const grant = authorize(actor, "members:write");
  const judged = judgeAlone(list);
  return read(grant, async (tx) => {
    const fine = judged.flatMap((one) => (one.complaint === null ? [one] : []));
    const placed = await placeRows(
      tx,
      actor,
      fine.map(({ row, ...one }) => ({ ...one, groupNames: row.groups })),
    );
    const [organization] = await tx
      .select({ seats: organizations.seats })
      .from(organizations)
      .where(eq(organizations.id, grant.organizationId));
    const { objection, free } = await entrance(
      tx,
      grant.organizationId,
      fine.map(({ email }) => email),
      organization?.seats ?? 0,
    );
    const complaints = new Map(
      fine.map(({ row, email }, at) => {
        const place = placed[at];
        const complaint = place && "complaint" in place ? place.complaint : objection(email)?.reason;
        return [row.position, complaint ?? null];
      }),
    );
    const told = judged.map(({ row, complaint }) => ({
      ...row,
      complaint: complaint ?? complaints.get(row.position) ?? null,
    }));
    return { rows: told, invitable: told.filter((one) => one.complaint === null).length, freeSeats: free };
  });
}

export type Import = {
  id: string;
  createdBy: Sender;
  createdByName: string;
  message: string | null;
  expiresInDays: number;
  total: number;
  invited: number;
  refused: number;
  createdAt: Date;
  finishedAt: Date | null;
};

const shown = {
  id: imports.id,
  createdBy: senderOf(imports.createdBy, imports.keyId, imports.createdByName),
  createdByName: imports.createdByName,
  message: imports.message,
  expiresInDays: imports.expiresInDays,
  total: imports.total,
  invited: imports.invited,
  refused: imports.refused,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
};

/** A page of the organization's imports, the newest first. */
export async function listImports(
  actor: Actor,
  { limit, cursor, count }: ImportFilter & Counting,
): Promise<Page<Import>> {
  const grant = assertReadable(actor);
  const list = keyset<Import>({
    keys: [{ by: imports.id, type: "text" }],
    descending: true,
    cursor,
    scope: JSON.stringify(["invitation-imports", grant.organizationId]),
    limit,
    count,
    keyOf: ({ id }) => [id],
  });
  return read(grant, (tx) =>
    askPage(tx, list, (beyond, counted) =>
      tx
        .select({ ...shown, ...counted })
        .from(imports)
        .where(and(eq(imports.organizationId, grant.organizationId), beyond)),
    ),
  );
}

async function importIn(tx: Tx, { organizationId }: Grant, importId: string): Promise<Import> {
  const here = and(eq(imports.organizationId, organizationId), eq(imports.id, importId));
  const [found] = await tx.select(shown).from(imports).where(here);
  if (!found) throw notFound("import");
  return found;
}

/** One import and how far it has come. Answers *not found* for one of another organization. */
export async function findImport(actor: Actor, { importId }: ImportInput): Promise<Import> {
  const grant = assertReadable(actor);
  return read(grant, (tx) => importIn(tx, grant, importId));
}

export type ImportResult = {
  position: number;
  email: string;
  name: string | null;
  role: string;
  groups: string[];
  outcome: RowOutcome;
  code: RowCode | null;
  reason: string | null;
  invitationId: string | null;
};

const rowFields = {
  position: rows.position,
  email: rows.email,
  name: rows.name,
  role: rows.role,
  groups: rows.groupNames,
  outcome: rows.outcome,
  code: rows.code,
  reason: rows.reason,
  invitationId: rows.invitationId,
};

const told = (
  row: Omit<ImportResult, "outcome"> & { outcome: "invited" | "refused" | null },
): ImportResult => ({
  ...row,
  outcome: row.outcome ?? "waiting",
});

/** A page of what became of the rows of an import, in the order of its list, and the import itself. */
export async function listImportRows(
  actor: Actor,
  { importId, q = "", outcome, limit, cursor, count }: ImportInput & ImportRowFilter & Counting,
): Promise<Page<ImportResult> & { import: Import }> {
  const grant = assertReadable(actor);
  const { organizationId } = grant;
  const list = keyset<ImportResult>({
    keys: [{ by: rows.position, type: "int" }],
    cursor,
    scope: JSON.stringify(["invitation-import-rows", organizationId, importId, q, outcome ?? ""]),
    limit,
    count,
    keyOf: ({ position }) => [position],
  });
  const pattern = containing(q);
  const fitting = and(
    eq(rows.organizationId, organizationId),
    eq(rows.importId, importId),
    outcome && (outcome === "waiting" ? isNull(rows.outcome) : eq(rows.outcome, outcome)),
    q ? or(ilike(rows.email, pattern), ilike(rows.name, pattern)) : undefined,
  );
  // An import without a row that fits comes alone.
  const found = await read(grant, (tx) =>
    tx
      .select({
        import: shown,
        row: rowFields,
        ...(list.counted ? { inAll: tx.$count(rows, fitting) } : uncounted),
      })
      .from(imports)
      .leftJoin(rows, and(fitting, list.where))
      .where(and(eq(imports.organizationId, organizationId), eq(imports.id, importId)))
      .orderBy(...list.orderBy)
      .limit(list.fetch),
  );
  if (!found[0]) throw notFound("import");
  return {
    ...list.page(found.flatMap(({ row }) => (row ? [told(row)] : []))),
    ...(list.counted ? { total: found[0].inAll } : {}),
    import: found[0].import,
  };
}

const rowsAtOnce = 1_000;

/** Every row of an import that was not invited, in the order of its list, read in batches. Refuses at its first step. */
export async function* eachRefusedRow(actor: Actor, { importId }: ImportInput): AsyncGenerator<ImportResult> {
  const grant = assertReadable(actor);
  await read(grant, (tx) => importIn(tx, grant, importId));
  let after = 0;
  for (;;) {
    const place = after;
    const found = await read(grant, (tx) =>
      tx
        .select(rowFields)
        .from(rows)
        .where(
          and(
            eq(rows.organizationId, grant.organizationId),
            eq(rows.importId, importId),
            eq(rows.outcome, "refused"),
            gt(rows.position, place),
          ),
        )
        .orderBy(asc(rows.position))
        .limit(rowsAtOnce),
    );
    yield* found.map(told);
    const last = found[rowsAtOnce - 1];
    if (!last) return;
    after = last.position;
  }
}
