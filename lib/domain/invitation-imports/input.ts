import { z } from "zod";
import { cursorInput, idInput, limitInput, searchInput } from "@/lib/core/input";
import { linePattern } from "@/lib/core/text";
import { mostGroups, sendingInput } from "@/lib/domain/invitations/input";

/** So many rows a list may have. */
export const mostRows = 10_000;

/** What leaves room in a request of 1 MB for the rest of a form. */
export const largestFileBytes = 950_000;

/** Longer than anything that a row may hold, and short enough to be told about. */
export const longestCell = 1_000;

/** The columns of the file, in the order of the template. */
export const columns = ["email", "name", "role", "groups"] as const;

/** One line of text: whatever else is wrong with it is told with its row, so that the other rows still count. */
const cellInput = z
  .string()
  .trim()
  .max(longestCell, `At most ${longestCell.toLocaleString("en")} characters.`)
  .regex(linePattern, "This has characters that cannot be shown. Type it anew.")
  .transform((text) => text.toWellFormed());

/** One person to invite, as a file or a script has them. */
export const importRowInput = z.strictObject({
  email: cellInput.describe("Where the letter goes. What is no address is refused with its row alone."),
  name: cellInput.default("").describe("What the letter calls them."),
  role: cellInput.describe("A role of the organization: its name or its word in this API."),
  groups: z
    .array(cellInput)
    .max(mostGroups, `At most ${mostGroups} groups.`)
    .default([])
    .describe("The groups that they join, by their names."),
});

export const rowsInput = z
  .array(importRowInput)
  .min(1, "The list has no rows.")
  .max(mostRows, `A list may have at most ${mostRows.toLocaleString("en")} rows.`)
  .describe("Whom to invite, each judged alone.");

export const startImportInput = sendingInput.extend({ rows: rowsInput });

/** A row and the number by which people find it. */
export type ImportRow = z.output<typeof importRowInput> & { position: number };

/** A list with its rows numbered, as every way to an import hands it over. */
export type StartImportInput = z.output<typeof sendingInput> & { rows: ImportRow[] };

export const importInput = z.strictObject({ importId: idInput("invitationImport") });
export type ImportInput = z.output<typeof importInput>;

export const importFilter = z.strictObject({ limit: limitInput, cursor: cursorInput });
export type ImportFilter = z.output<typeof importFilter>;

export const rowOutcomes = ["invited", "refused", "waiting"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

export const importRowFilter = z.strictObject({
  q: searchInput.optional(),
  outcome: z
    .enum(rowOutcomes, "outcome is invited, refused or waiting.")
    .optional()
    .describe("Only rows that came to this; `waiting` is not tried yet."),
  limit: limitInput,
  cursor: cursorInput,
});
export type ImportRowFilter = z.output<typeof importRowFilter>;
