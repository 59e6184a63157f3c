import { z } from "@hono/zod-openapi";
import { rowCodes } from "@/lib/core/import-rows";
import { idInput } from "@/lib/core/input";
import { startImport } from "@/lib/domain/invitation-imports/commands";
import {
  importFilter,
  importRowFilter,
  longestCell,
  mostRows,
  rowOutcomes,
  startImportInput,
} from "@/lib/domain/invitation-imports/input";
import { findImport, listImportRows, listImports } from "@/lib/domain/invitation-imports/queries";
import { mostGroups } from "@/lib/domain/invitations/input";
import { endpoint } from "@/lib/web/endpoint";
import { senderSchema } from "./invitations";
import {
  countQuery,
  idOf,
  lineOf,
  messageSchema,
  nameSchema,
  pageAnswer,
  pageSchema,
  timeSchema,
} from "./schemas";

const tag = "Invitations";
const params = z.object({ id: idInput("invitationImport") });
const tally = z
  .int()
  .min(0)
  .max(mostRows + 1)
  .openapi({ format: "int32" });
const cell = lineOf(longestCell);

const importSchema = z
  .strictObject({
    id: idOf("invitationImport"),
    createdBy: senderSchema,
    createdByName: nameSchema,
    message: messageSchema.nullable(),
    expiresInDays: z.int().min(1).max(30).openapi({ format: "int32" }),
    total: tally.describe("How many rows it has."),
    invited: tally.describe("How many of them were invited so far."),
    refused: tally.describe("How many of them were not."),
    createdAt: timeSchema,
    finishedAt: timeSchema.nullable().describe("Null while rows are waiting."),
  })
  .openapi("InvitationImport");

const importRowSchema = z
  .strictObject({
    position: tally.describe("Its place in the list, from 1; in an uploaded file its row, whose head is 1."),
    email: cell,
    name: cell.nullable(),
    role: cell,
    groups: z.array(cell).max(mostGroups),
    outcome: z.enum(rowOutcomes),
    code: z
      .enum(rowCodes)
      .nullable()
      .describe(
        "Why it was refused, in the codes of problems: `already-member` and `already-invited` need nothing more, `not-found` is a group that is not there. `repeated` stands in the list before. Null where it was not refused.",
      ),
    reason: lineOf(2_000).nullable().describe("The same in words."),
    invitationId: idOf("invitation")
      .nullable()
      .describe("The invitation that was sent; null where none was."),
  })
  .openapi("InvitationImportRow");

export const invitationImports = endpoint(
  {
    method: "get",
    path: "/invitation-imports",
    permission: "members:read",
    id: "listInvitationImports",
    tag,
    summary: "List imports of invitations",
    description: "The lists of people that were handed in to be invited, the newest first.",
    query: importFilter.extend(countQuery),
    answer: pageSchema("InvitationImportPage", importSchema),
  },
  async ({ actor, query }) => pageAnswer(await listImports(actor, query)),
);

export const invitationImportStart = endpoint(
  {
    method: "post",
    path: "/invitation-imports",
    permission: "members:write",
    id: "startInvitationImport",
    tag,
    summary: "Invite many",
    description:
      "Takes a list of up to 10,000 people to invite and works it off in the background: `Location` says where to look. " +
      "Each row is judged by itself and by the rights that the key has at that moment. Owners are invited one by one.",
    body: startImportInput,
    status: 202,
    answer: z.strictObject({ id: idOf("invitationImport") }).openapi("StartedInvitationImport"),
    locationOf: ({ id }) => `/invitation-imports/${id}`,
  },
  ({ actor, body: { rows, ...sending } }) =>
    startImport(actor, { ...sending, rows: rows.map((row, at) => ({ ...row, position: at + 1 })) }),
);

export const invitationImport = endpoint(
  {
    method: "get",
    path: "/invitation-imports/{id}",
    permission: "members:read",
    id: "getInvitationImport",
    tag,
    summary: "One import of invitations",
    description: "How far an import has come.",
    params,
    answer: importSchema,
  },
  ({ actor, params }) => findImport(actor, { importId: params.id }),
);

export const invitationImportRows = endpoint(
  {
    method: "get",
    path: "/invitation-imports/{id}/rows",
    permission: "members:read",
    id: "listInvitationImportRows",
    tag,
    summary: "List the rows of an import",
    description: "What became of each row, in the order of the list, searched by name and email.",
    params,
    query: importRowFilter.extend(countQuery),
    answer: pageSchema("InvitationImportRowPage", importRowSchema),
  },
  async ({ actor, params, query }) =>
    pageAnswer(await listImportRows(actor, { importId: params.id, ...query })),
);
