import { z } from "@hono/zod-openapi";
import { authorize } from "@/lib/auth/permissions";
import { tokenLife } from "@/lib/auth/tokens";
import { hour } from "@/lib/core/clock";
import { idInput } from "@/lib/core/input";
import { sendRevealLink } from "@/lib/domain/key-reveals/commands";
import { revealLinkInput } from "@/lib/domain/key-reveals/input";
import { changeKey, createKey, narrowKey, revokeKey, rotateKey } from "@/lib/domain/keys/commands";
import {
  changeKeyInput,
  createKeyInput,
  defaultKeyLifeDays,
  keyFilter,
  longestKeyLifeDays,
  narrowAfterDays,
  overlapChoices,
  secretInput,
  unusedAfterDays,
} from "@/lib/domain/keys/input";
import { checkKey, findKey, listKeys } from "@/lib/domain/keys/queries";
import { reportLeakedKey } from "@/lib/domain/leaked-keys/commands";
import { endpoint } from "@/lib/web/endpoint";
import {
  keyDetailSchema,
  keyRef,
  keySchema,
  prefixSchema,
  scopesSchema,
  secretSchema,
  shownKey,
} from "./key-schemas";
import { countQuery, nameSchema, pageAnswer, pageSchema, timeSchema } from "./schemas";

const tag = "Keys";
const params = z.object({ id: idInput("key") });
const permission = "keys:write";

export const keys = endpoint(
  {
    method: "get",
    path: "/keys",
    permission: "keys:read",
    id: "listKeys",
    tag,
    summary: "List keys",
    description:
      "The API keys that this one may know of, the newest first; revoked and expired ones too. `unused` names those that could be used and were not for so many days.",
    query: keyFilter.extend(countQuery),
    answer: pageSchema("KeyPage", keySchema),
  },
  async ({ actor, query }) => {
    const page = await listKeys(actor, query);
    return pageAnswer({ ...page, rows: page.rows.map(shownKey) });
  },
);

export const key = endpoint(
  {
    method: "get",
    path: "/keys/{id}",
    permission: "keys:read",
    id: "getKey",
    tag,
    summary: "One key",
    description: "A key by its id, with when it last used each of its scopes.",
    params,
    answer: keyDetailSchema,
  },
  async ({ actor, params }) => shownKey(await findKey(actor, { keyId: params.id })),
);

const lifeSchema = z
  .int()
  .min(1)
  .max(longestKeyLifeDays)
  .openapi({ format: "int32" })
  .describe(
    `For how many days it works. Left out: ${defaultKeyLifeDays}, or as many as the organization allows if that is less.`,
  );

export const keyCreation = endpoint(
  {
    method: "post",
    path: "/keys",
    permission,
    id: "createKey",
    tag,
    summary: "Make a key",
    description: `Makes a key and answers its secret, this once. A key makes no key with more scopes than it has. With \`deliver: email\` nobody has the secret before the holder, or for an organization's key the member named by \`recipientId\`, opens a link within ${tokenLife["key-reveal"] / hour} hours.`,
    body: createKeyInput.extend({ expiresInDays: lifeSchema.optional() }),
    status: 201,
    answer: z
      .strictObject({
        ...keyRef.shape,
        prefix: prefixSchema,
        scopes: scopesSchema,
        expiresAt: timeSchema,
        secret: secretSchema.nullable(),
      })
      .openapi("MadeKey"),
  },
  ({ actor, body }) => createKey(actor, body),
);

export const keyChange = endpoint(
  {
    method: "patch",
    path: "/keys/{id}",
    permission,
    alsoNeeds: ["keys:read"],
    id: "changeKey",
    tag,
    summary: "Change a key",
    description:
      "Changes the name, scopes or networks that are sent; its secret goes on working. No scope is added that the caller does not hold, and of a key that may do more than the caller scopes can only be taken away. Of someone else's key scopes and networks can only be taken away, unless its holder is API-only and the caller manages them.",
    params,
    body: changeKeyInput.omit({ keyId: true }),
    answer: keyDetailSchema,
  },
  async ({ actor, params, body }) => {
    authorize(actor, "keys:read"); // Before the change: its answer is the key.
    await changeKey(actor, { keyId: params.id, ...body });
    return shownKey(await findKey(actor, { keyId: params.id }));
  },
);

export const keyRevocation = endpoint(
  {
    method: "delete",
    path: "/keys/{id}",
    permission,
    id: "revokeKey",
    tag,
    summary: "Revoke a key",
    description: "Ends a key from its next call on. It stays in the list.",
    params,
    answer: keyRef,
  },
  ({ actor, params }) => revokeKey(actor, { keyId: params.id }),
);

export const keyRotation = endpoint(
  {
    method: "post",
    path: "/keys/{id}/rotate",
    permission,
    id: "rotateKey",
    tag,
    summary: "Rotate a key",
    description:
      "Gives a key another secret and answers it, this once. The one before goes on working for the overlap, never past its own end; the key then lives as long again as before, under the organization's maximum. A key that rotates itself leaves an overlap: without one, an answer that is lost on the way is a key that is lost.",
    params,
    body: z.strictObject({
      overlapMinutes: z
        .literal(overlapChoices, `The overlap is one of ${overlapChoices.join(", ")} minutes.`)
        .describe("For how many minutes the secret before goes on working; 0 ends it at once.")
        .openapi({
          type: "integer",
          format: "int32",
          minimum: 0,
          maximum: Math.max(...overlapChoices),
          enum: [...overlapChoices],
        }),
    }),
    answer: z
      .strictObject({
        ...keyRef.shape,
        prefix: prefixSchema,
        secret: secretSchema,
        expiresAt: timeSchema,
        previousUntil: timeSchema.describe("Until when the secret before works."),
      })
      .openapi("RotatedKey"),
  },
  ({ actor, params, body }) => rotateKey(actor, { keyId: params.id, ...body }),
);

export const keyNarrowing = endpoint(
  {
    method: "post",
    path: "/keys/{id}/narrow",
    permission,
    id: "narrowKey",
    tag,
    summary: "Narrow a key",
    description: `Takes away every scope that the key has not used in ${unusedAfterDays} days. Refused for a key younger than ${narrowAfterDays} days, and where nothing would be left.`,
    params,
    body: z.strictObject({}),
    answer: z.strictObject({ ...keyRef.shape, scopes: scopesSchema }).openapi("NarrowedKey"),
  },
  ({ actor, params }) => narrowKey(actor, { keyId: params.id }),
);

export const keyLinkSending = endpoint(
  {
    method: "post",
    path: "/keys/{id}/reveal-link",
    permission,
    id: "sendKeyLink",
    tag,
    summary: "Send a key's link again",
    description:
      "Mails another link to a key that waits to be opened; the one before is dead. `recipientId` names another member for an organization's key.",
    params,
    body: revealLinkInput.omit({ keyId: true }),
    answer: z.strictObject({ ...keyRef.shape, sentTo: nameSchema }).openapi("SentKeyLink"),
  },
  ({ actor, params, body }) => sendRevealLink(actor, { keyId: params.id, ...body }),
);

export const keyCheck = endpoint(
  {
    method: "post",
    path: "/keys/check",
    permission: "keys:read",
    id: "checkKey",
    tag,
    summary: "Is this key ours?",
    description:
      "Says of a secret that someone found whether it is a key of this organization. It is looked up by its hash, and stored nowhere.",
    body: secretInput,
    answer: z
      .strictObject({
        key: z
          .union([keySchema, z.null()])
          .describe("The key; null where it is none that the caller may know of."),
        secret: z
          .enum(["present", "previous"])
          .nullable()
          .describe("Whether it is the key's present secret, or the one before its last rotation."),
      })
      .openapi("KeyCheck"),
  },
  async ({ actor, body }) => {
    const found = await checkKey(actor, body);
    if (!found) return { key: null, secret: null };
    const { secret, ...row } = found;
    return { key: shownKey(row), secret };
  },
);

export const leakedKey = endpoint(
  {
    method: "post",
    path: "/keys/leaked",
    permission: "public",
    id: "reportLeakedKey",
    tag,
    summary: "Report a leaked key",
    description:
      "Revokes a key that you found, and mails those who answer for it. That you have its secret is proof enough: no key of your own is needed. Reports are limited by network.",
    body: secretInput,
    answer: z
      .strictObject({
        status: z.enum(["revoked", "unknown"]).describe("`unknown`: no key that works has this secret."),
      })
      .openapi("LeakVerdict"),
  },
  ({ actor, body }) => reportLeakedKey(actor, body),
);
