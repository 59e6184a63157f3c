import { z } from "@hono/zod-openapi";
import { idInput } from "@/lib/core/input";
import { endExemption, exemptMember } from "@/lib/domain/exemptions/commands";
import { exemptionFilter, exemptionInput } from "@/lib/domain/exemptions/input";
import { listExemptions } from "@/lib/domain/exemptions/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  countQuery,
  emailSchema,
  idOf,
  lineOf,
  nameSchema,
  pageAnswer,
  pageSchema,
  timeSchema,
} from "./schemas";

const tag = "Security policy";
const reason = { examples: ["Waits for a new phone"] };

const exemptionSchema = z
  .strictObject({
    memberId: idOf("member"),
    name: nameSchema,
    email: emailSchema.nullable().describe("Null for an API-only member."),
    reason: lineOf(300).openapi(reason),
    until: timeSchema.describe("From then on they need a second factor like everyone else."),
    grantedByName: nameSchema,
    createdAt: timeSchema,
  })
  .openapi("Exemption");

export const exemptions = endpoint(
  {
    method: "get",
    path: "/security-policy/exemptions",
    permission: "security:read",
    id: "listExemptions",
    tag,
    summary: "List exemptions",
    description: "The members who need no second factor for a while, until when, and why; by name.",
    query: exemptionFilter.extend(countQuery),
    answer: pageSchema("ExemptionPage", exemptionSchema),
  },
  async ({ actor, query }) => pageAnswer(await listExemptions(actor, query)),
);

const { shape } = exemptionInput;

export const exemptionGiving = endpoint(
  {
    method: "post",
    path: "/security-policy/exemptions",
    permission: "security:write",
    id: "giveExemption",
    tag,
    summary: "Exempt a member",
    description:
      "Lets a member in without a second factor for a while, of at most a year. The reason stands in the audit log. For whoever is exempt already, the new reason and time take the place of the old; the same again change nothing. Owners and Admins are never exempt.",
    body: exemptionInput.extend({
      reason: shape.reason.meta(reason),
      until: shape.until.meta({ maxLength: 40 }),
    }),
    status: 201,
    answer: exemptionSchema,
  },
  ({ actor, body }) => exemptMember(actor, body),
);

export const exemptionEnding = endpoint(
  {
    method: "delete",
    path: "/security-policy/exemptions/{memberId}",
    permission: "security:write",
    id: "endExemption",
    tag,
    summary: "End an exemption",
    description:
      "From then on the member needs a second factor like everyone else. Without one they lose access at once where it is required.",
    params: z.object({ memberId: idInput("member") }),
    answer: z.strictObject({ memberId: idOf("member"), name: nameSchema }).openapi("EndedExemption"),
  },
  ({ actor, params }) => endExemption(actor, params),
);
