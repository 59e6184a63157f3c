import { z } from "@hono/zod-openapi";
import { authorize } from "@/lib/auth/permissions";
import { dateFormats, timeFormats } from "@/lib/core/format";
import { zonePattern } from "@/lib/core/input";
import { resendContactLink } from "@/lib/domain/contact-emails/commands";
import { contactInput } from "@/lib/domain/contact-emails/input";
import { changeOrganization } from "@/lib/domain/organizations/commands";
import { settingsInput } from "@/lib/domain/organizations/input";
import { findOrganization } from "@/lib/domain/organizations/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  countSchema,
  emailSchema,
  idOf,
  lineOf,
  nameSchema,
  slugSchema,
  textOf,
  timeSchema,
} from "./schemas";

const number = (max: number) => z.int().min(0).max(max).openapi({ format: "int32" });

const waiting = emailSchema
  .nullable()
  .describe("An address that takes its place once the link mailed there is opened; null where none waits.");

const organizationSchema = z
  .strictObject({
    id: idOf("organization"),
    version: countSchema.describe("Rises with every change of its settings; the ETag tells it too."),
    slug: slugSchema,
    name: nameSchema,
    legalName: nameSchema,
    alertingEmail: emailSchema,
    pendingAlertingEmail: waiting,
    invoicingEmail: emailSchema,
    pendingInvoicingEmail: waiting,
    dateFormat: z.enum(dateFormats),
    timeFormat: z.enum(timeFormats),
    timeZone: textOf(100, zonePattern).describe("An IANA name."),
    adminsManageAdmins: z.boolean().describe("Whether Admins may change, disable and remove other Admins."),
    plan: lineOf(60),
    seats: number(10_000_000).describe("How many members and pending invitations the plan holds."),
    members: number(10_000_000),
    createdAt: timeSchema,
  })
  .openapi("Organization");

const read = {
  path: "/organization",
  tag: "Organization",
  answer: organizationSchema,
  versionOf: ({ version }: { version: number }) => version,
} as const;

export const organization = endpoint(
  {
    ...read,
    method: "get",
    permission: "organization:read",
    id: "getOrganization",
    summary: "The key's organization",
    description: "The organization that the key belongs to.",
  },
  ({ actor }) => findOrganization(actor),
);

export const organizationChange = endpoint(
  {
    ...read,
    method: "patch",
    permission: "organization:write",
    alsoNeeds: ["organization:read"],
    id: "changeOrganization",
    summary: "Change the organization's settings",
    description:
      "Changes the fields that are sent and leaves the others. Another alerting or invoicing email waits until the link that is mailed there is opened; naming the one that holds takes the waiting one back.",
    body: settingsInput,
    ifMatch: true,
  },
  async ({ actor, body, wanted }) => {
    authorize(actor, "organization:read"); // Before the change: its answer is the organization.
    await changeOrganization(actor, { version: wanted, change: body });
    return findOrganization(actor);
  },
);

export const contactLinkSending = endpoint(
  {
    method: "post",
    path: "/organization/contact-link",
    permission: "organization:write",
    alsoNeeds: ["organization:read"],
    id: "sendContactLink",
    tag: "Organization",
    summary: "Send a contact's link again",
    description:
      "Mails another link to the alerting or invoicing address that waits to be confirmed; the one before is dead. Refused where none waits.",
    body: contactInput,
    answer: z.strictObject({ email: emailSchema }).openapi("SentContactLink"),
  },
  ({ actor, body }) => resendContactLink(actor, body),
);
