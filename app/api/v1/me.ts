import { z } from "@hono/zod-openapi";
import { endpoint } from "@/lib/web/endpoint";
import { networksSchema, scopesSchema } from "./key-schemas";
import { idOf, nameSchema, scopeSchema, slugSchema, timeSchema } from "./schemas";

const meSchema = z
  .strictObject({
    key: z.strictObject({
      id: idOf("key"),
      name: nameSchema,
      expiresAt: timeSchema.describe("When the secret of this call ends."),
      replaced: z
        .boolean()
        .describe("Whether the key was rotated and this is the secret before: put the new one in its place."),
      scopes: scopesSchema,
      networks: networksSchema,
    }),
    permissions: z
      .array(scopeSchema)
      .max(50)
      .describe("What the key may do now: its scopes, as far as its holder holds them."),
    memberId: idOf("member")
      .nullable()
      .describe("The member whose key it is; null for the organization's own."),
    organization: z.strictObject({ id: idOf("organization"), slug: slugSchema, name: nameSchema }),
  })
  .openapi("Me");

export const me = endpoint(
  {
    method: "get",
    path: "/me",
    permission: null,
    id: "getMe",
    tag: "Keys",
    summary: "Who this key is",
    description: "The key that makes the call: what it may do now, and when it ends.",
    answer: meSchema,
  },
  async ({ actor }) => ({
    key: {
      id: actor.id,
      name: actor.name,
      expiresAt: actor.key.endsAt,
      replaced: actor.key.replaced,
      scopes: actor.key.scopes,
      networks: actor.key.networks,
    },
    permissions: [...actor.permissions.keys()],
    memberId: actor.memberId,
    organization: { id: actor.organization.id, slug: actor.organization.slug, name: actor.organization.name },
  }),
);
