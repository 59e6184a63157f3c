import { z } from "@hono/zod-openapi";
import { findOrganization } from "@/lib/domain/organizations/queries";
import { endpoint } from "@/lib/web/endpoint";
import { emailSchema, idOf, nameSchema, timeSchema } from "./schemas";

const organizationSchema = z
  .strictObject({
    id: idOf("organization"),
    slug: z.string().max(60),
    name: nameSchema,
    legalName: nameSchema,
    alertingEmail: emailSchema,
    invoicingEmail: emailSchema,
    plan: z.string().max(60),
    seats: z.int().min(0).max(10_000_000).openapi({ format: "int32" }),
    createdAt: timeSchema,
  })
  .openapi("Organization");

export const organization = endpoint(
  {
    method: "get",
    path: "/organization",
    permission: "organization:read",
    id: "getOrganization",
    tag: "Organization",
    summary: "The key's organization",
    description: "The organization that the key belongs to.",
    answer: organizationSchema,
  },
  ({ actor }) => findOrganization(actor),
);
