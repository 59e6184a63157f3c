import { sessionActor } from "@/lib/auth/session";
import type { CsvColumns } from "@/lib/core/csv";
import { notFound } from "@/lib/core/errors";
import { importInput } from "@/lib/domain/invitation-imports/input";
import { eachRefusedRow, type ImportResult } from "@/lib/domain/invitation-imports/queries";
import { csvFile, download } from "@/lib/web/download";

/** The columns of an import, so that the file can be mended and sent again, and why each row was not invited. */
const columns: CsvColumns<ImportResult> = [
  ["email", ({ email }) => email],
  ["name", ({ name }) => name],
  ["role", ({ role }) => role],
  ["groups", ({ groups }) => groups.join(";")],
  ["reason", ({ reason }) => reason],
];

type Context = RouteContext<"/orgs/[org]/members/import/[import]/export">;

/** Who was not invited by an import, and why. */
export const GET = download(async (_, { params }: Context) => {
  const given = await params;
  const actor = await sessionActor(given.org);
  const { data: one } = importInput.safeParse({ importId: given.import });
  if (!one) throw notFound("import");
  return csvFile(`not-invited-${actor.organization.slug}`, eachRefusedRow(actor, one), columns);
});
