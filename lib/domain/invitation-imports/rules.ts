import { CsvError, parse } from "csv-parse/sync";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { groups } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { RowCode } from "@/lib/core/import-rows";
import { type Role, roleNames, roles } from "@/lib/core/roles";
import { count, foldName, onOneLine } from "@/lib/core/text";
import { givesProjectsWithin, mayTouch, withinReach } from "@/lib/domain/groups/rules";
import { judgeRow } from "@/lib/domain/invitations/input";
import type { Invitee } from "@/lib/domain/invitations/rules";
import { columns, type ImportRow, importRowInput, largestFileBytes, longestCell, mostRows } from "./input";

/** What a list of those who were not invited has beside, so that it can be mended and sent again as it is. */
const ignoredColumn = "reason";

const longestLine = 10_000;

function refuse(message: string, code: "invalid" | "too-large" = "invalid"): never {
  throw new AppError(code, "The file cannot be imported as it is.", { fields: [{ field: "file", message }] });
}

/** What a file says as text, if it is UTF-8 (RFC 3629), with a byte order mark or without. */
function decoded(bytes: Uint8Array): string {
  if (bytes.byteLength > largestFileBytes) {
    const sizes = [bytes.byteLength, largestFileBytes].map((size) => `${Math.ceil(size / 1_000)} KB`);
    refuse(`The file has ${sizes[0]}, and at most ${sizes[1]} fit. Split it in two.`, "too-large");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      "The file is not in UTF-8, so names would be garbled. In Excel save it as “CSV UTF-8 (Comma delimited)”; elsewhere choose the encoding UTF-8.",
    );
  }
}

function recordsIn(text: string): string[][] {
  try {
    return parse(text, {
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count_less: true,
      max_record_size: longestLine,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? `Line ${error.lines}` : "A line";
    switch (error.code) {
      case "CSV_MAX_RECORD_SIZE":
        return refuse(`${line} is longer than ${longestLine.toLocaleString("en")} characters.`);
      case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH":
      case "CSV_RECORD_INCONSISTENT_COLUMNS":
        return refuse(`${line} has more columns than the first. Put quotes around text with commas.`);
      default:
        return refuse(`${line} has quotes that do not match. Within quotes write a quote twice.`);
    }
  }
}

/** Where each column stands, by the file's first line. */
function placesOf(header: string[]): Record<(typeof columns)[number], number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const list = (some: readonly string[]) => some.map((name) => `“${name.slice(0, 60)}”`).join(", ");
  if (names.length === 1 && names[0]?.includes(";"))
    refuse("The columns are separated by semicolons. Separate them by commas, and groups by semicolons.");
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0)
    refuse(`The first line has no column ${list(missing)}. It has to read ${columns.join(",")}.`);
  const foreign = names.filter(
    (name, at) =>
      (!(columns as readonly string[]).includes(name) && name !== ignoredColumn) ||
      names.indexOf(name) !== at,
  );
  if (foreign.length > 0) refuse(`The first line has a column too many: ${list(foreign)}. Remove it.`);
  const places = columns.map((name) => [name, names.indexOf(name)]);
  return Object.fromEntries(places);
}

/**
 * Reads a file of people to invite (RFC 4180, in UTF-8) with the columns email, name, role and groups, the groups between
 * semicolons. Refuses a file that is none of that, in words that say how to mend it; what is wrong with a single row is
 * judged later.
 */
export function readCsv(bytes: Uint8Array): ImportRow[] {
  const [header, ...records] = recordsIn(decoded(bytes));
  if (!header) refuse("The file is empty.");
  const places = placesOf(header);
  const rows = records.flatMap((cells, at): ImportRow[] => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    // As spreadsheets number them, with the head as the first.
    const position = at + 2;
    // A cell may hold lines, and whatever a spreadsheet left in it.
    const cell = (name: (typeof columns)[number]) => onOneLine(cells[places[name]] ?? "");
    const long = columns.find((name) => cell(name).length > longestCell);
    if (long)
      refuse(`Row ${position} has more than ${longestCell.toLocaleString("en")} characters as ${long}.`);
    const named = cell("groups")
      .split(";")
      .filter((name) => name.trim());
    const row = importRowInput.safeParse({
      email: cell("email"),
      name: cell("name"),
      role: cell("role"),
      groups: named,
    });
    if (!row.success) refuse(`Row ${position}: ${row.error.issues[0]?.message}`);
    return [{ ...row.data, position }];
  });
  if (rows.length === 0) refuse("The file has no rows below its first line.");
  if (rows.length > mostRows)
    refuse(
      `The file has ${count(rows.length, "row")}, and at most ${mostRows.toLocaleString("en")} fit. Split it.`,
    );
  return rows;
}

/** Why a row cannot be invited: in words, and as a code. */
export type Complaint = { complaint: string; code: RowCode };

/** A row that may be invited as far as can be told from the list alone, or why not. */
export type Judged = { row: ImportRow } & (
  | Complaint
  | { complaint: null; email: string; name?: string; role: Role }
);

const roleByName = new Map(
  roles.flatMap((role) => [
    [role as string, role],
    [foldName(roleNames[role]), role],
  ]),
);

const ownersApart = "Owners are invited one by one.";

/** Judges a list by itself: addresses, names, roles, and who stands in it twice. */
export function judgeAlone(rows: ImportRow[]): Judged[] {
  const firstAt = new Map<string, number>();
  return rows.map((row): Judged => {
    const judged = judgeRow({ address: row.email, name: row.name || undefined });
    if ("complaint" in judged) return { row, complaint: judged.complaint, code: "invalid" };
    const first = firstAt.get(judged.email);
    if (first !== undefined)
      return { row, complaint: `Row ${first} has the same address.`, code: "repeated" };
    firstAt.set(judged.email, row.position);
    const role = roleByName.get(foldName(row.role));
    if (!role) {
      const choices = roles.filter((one) => one !== "owner").map((one) => roleNames[one]);
      const known = `Write ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}.`;
      return {
        row,
        complaint: row.role ? `“${row.role}” is no role. ${known}` : `The role is missing. ${known}`,
        code: "invalid",
      };
    }
    if (role === "owner") return { row, complaint: ownersApart, code: "forbidden" };
    return { row, complaint: null, ...judged, role };
  });
}

/** What becomes of a row by the rights of whoever invites: someone to invite, or why not. */
export type Placed = Invitee | Complaint;

const forbidden = (complaint: string): Complaint => ({ complaint, code: "forbidden" });

/**
 * Finds the groups that rows name, and refuses each row whose role or group the actor may not give at this moment. The
 * answer has a place for each row.
 */
export async function placeRows(
  tx: Tx,
  actor: Actor,
  rows: { email: string; name?: string; role: Role; groupNames: string[] }[],
): Promise<Placed[]> {
  const reach = actor.permissions.get("groups:write");
  const folded = [...new Set(rows.flatMap(({ groupNames }) => groupNames.map(foldName)))];
  const found =
    folded.length === 0 || !reach
      ? []
      : await tx
          .select({
            id: groups.id,
            name: groups.name,
            folded: groups.foldedName,
            role: groups.role,
            projectsWithin: givesProjectsWithin(actor),
          })
          .from(groups)
          .where(
            and(
              eq(groups.organizationId, actor.organization.id),
              // One parameter, however many there are: a statement has room for 65,535.
              sql`${groups.foldedName} = any(${sql.param(folded)}::text[])`,
              withinReach({ reach, actor }),
            ),
          );
  const byName = new Map(found.map((group) => [group.folded, group]));
  return rows.map(({ email, name, role, groupNames }): Placed => {
    if (!mayGrant(actor.permissions, permissionsOf[role]))
      return forbidden(`You may not give the role ${roleNames[role]}.`);
    if (groupNames.length > 0 && !reach)
      return forbidden("You may not add anyone to a group: it needs the permission groups:write.");
    const groupIds = new Set<string>();
    for (const groupName of groupNames) {
      const group = byName.get(foldName(groupName));
      if (!group) return { complaint: `There is no group “${groupName}”.`, code: "not-found" };
      if (group.role === "owner") return forbidden(`${group.name} makes people Owner. ${ownersApart}`);
      if (!mayTouch(actor, group))
        return forbidden(`You may not add anyone to ${group.name}: it gives more than you hold.`);
      groupIds.add(group.id);
    }
    return { email, name, role, groupIds: [...groupIds] };
  });
}
