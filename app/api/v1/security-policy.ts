import { z } from "@hono/zod-openapi";
import { authorize } from "@/lib/auth/permissions";
import { changePolicy, notifyOwing, revertPolicy } from "@/lib/domain/security/commands";
import { bounds, policyChangeInput, revertPolicyInput } from "@/lib/domain/security/input";
import { findSecurityPolicy, previewPolicy } from "@/lib/domain/security/queries";
import { endpoint } from "@/lib/web/endpoint";
import { countSchema, idOf, lineOf, nameSchema, networkSchema, timeSchema } from "./schemas";

const number = ({ min, max }: { min: number; max: number }) =>
  z.int().min(min).max(max).openapi({ format: "int32" });

const entrySchema = z.strictObject({ cidr: networkSchema, note: lineOf(200) });

const policySchema = z
  .strictObject({
    version: countSchema.describe("Rises with every change; the ETag tells it too."),
    requireSecondFactor: z.boolean().describe("Whether members without a second factor are kept out."),
    secondFactorFrom: timeSchema
      .nullable()
      .describe("When the requirement begins to hold; null for at once."),
    passwordMinLength: number(bounds.passwordMinLength).describe("Characters."),
    passwordMinStrength: number(bounds.passwordMinStrength).describe("zxcvbn's score."),
    passwordReuse: number(bounds.passwordReuse).describe(
      "How many of the last passwords may not come again.",
    ),
    passwordMaxAgeDays: number(bounds.passwordMaxAgeDays)
      .nullable()
      .describe("After how many days a password has to be replaced; null for never."),
    lockoutThreshold: number(bounds.lockoutThreshold).describe("Wrong passwords in a row."),
    lockoutMinutes: number(bounds.lockoutMinutes).describe("The first rest."),
    networksForWeb: z.boolean().describe("Whether the web app is open to the listed networks alone."),
    networksForKeys: z.boolean().describe("Whether API keys work from the listed networks alone."),
    networks: z.array(entrySchema).max(bounds.networks).describe("The list in force."),
    trialUntil: timeSchema
      .nullable()
      .describe(
        "The list in force falls back at this time unless it is confirmed; null where none is on trial.",
      ),
    idleMinutes: number(bounds.idleMinutes)
      .nullable()
      .describe("Minutes without activity after which a session ends; null for no limit."),
    absoluteHours: number(bounds.absoluteHours)
      .nullable()
      .describe("Hours after signing in at which a session ends; null for no limit."),
    keyLifeDays: number(bounds.keyLifeDays)
      .nullable()
      .describe("How long a new API key may live at most; null for a year."),
  })
  .openapi("SecurityPolicy");

const { shape } = policyChangeInput;
const whole = { format: "int32" };

/** The change as the domain takes it, with what OpenAPI wants to know of numbers and texts. */
const changeSchema = policyChangeInput.extend({
  secondFactorFrom: shape.secondFactorFrom.meta({ maxLength: 40 }),
  passwordMinLength: shape.passwordMinLength.meta(whole),
  passwordMinStrength: shape.passwordMinStrength.meta(whole),
  passwordReuse: shape.passwordReuse.meta(whole),
  passwordMaxAgeDays: shape.passwordMaxAgeDays.meta(whole),
  lockoutThreshold: shape.lockoutThreshold.meta(whole),
  lockoutMinutes: shape.lockoutMinutes.meta(whole),
  idleMinutes: shape.idleMinutes.meta(whole),
  absoluteHours: shape.absoluteHours.meta(whole),
  keyLifeDays: shape.keyLifeDays.meta(whole),
});

/** What every endpoint shares that answers with the policy. */
export const policyContract = {
  tag: "Security policy",
  answer: policySchema,
  versionOf: ({ version }: { version: number }) => version,
} as const;

export const securityPolicy = endpoint(
  {
    ...policyContract,
    method: "get",
    path: "/security-policy",
    permission: "security:read",
    id: "getSecurityPolicy",
    summary: "The security policy",
    description: "What the organization demands of whoever enters it.",
  },
  ({ actor }) => findSecurityPolicy(actor),
);

export const securityPolicyChange = endpoint(
  {
    ...policyContract,
    method: "patch",
    path: "/security-policy",
    permission: "security:write",
    alsoNeeds: ["security:read"],
    id: "changeSecurityPolicy",
    summary: "Change the security policy",
    description:
      "Changes the fields that are sent and leaves the others. A new list of networks holds for ten minutes and falls back unless it is confirmed, on the page Policies or by `/security-policy/networks/confirm`.",
    body: changeSchema,
    ifMatch: true,
  },
  async ({ actor, body, wanted }) => {
    authorize(actor, "security:read"); // Before the change: its answer is the policy.
    await changePolicy(actor, { version: wanted, change: body });
    return findSecurityPolicy(actor);
  },
);

const revert = endpoint(
  {
    ...policyContract,
    method: "post",
    path: "/security-policy/revert",
    permission: "security:write",
    alsoNeeds: ["security:read"],
    id: "revertSecurityPolicy",
    summary: "Revert a change of the policy",
    description:
      "Goes back on one change, by the id of its event `policy.changed` in the audit log, through the same checks as any other change. Refused where a list of networks that it would bring back is not kept any more.",
    body: revertPolicyInput.pick({ eventId: true }),
    ifMatch: true,
  },
  async ({ actor, body, wanted }) => {
    authorize(actor, "security:read"); // Before the change: its answer is the policy.
    await revertPolicy(actor, { ...body, version: wanted });
    return findSecurityPolicy(actor);
  },
);

const reasons = ["second-factor-owed", "address-not-allowed", "session-idle", "session-too-old"] as const;

const lossesSchema = (kind: "member" | "session" | "key", detail: string) =>
  z
    .array(
      z.strictObject({
        id: idOf(kind),
        name: nameSchema,
        detail: lineOf(500).describe(detail),
        reasons: z.array(z.enum(reasons)).max(reasons.length),
      }),
    )
    .max(100);

const effectSchema = z
  .strictObject({
    members: lossesSchema("member", "The email address."),
    sessions: lossesSchema("session", "The device and the address."),
    keys: lossesSchema("key", "How the key begins."),
    totals: z.strictObject({ members: countSchema, sessions: countSchema, keys: countSchema }),
    complaints: z
      .array(z.strictObject({ field: lineOf(200), message: lineOf(2_000) }))
      .max(100)
      .describe("Why the change could not be saved as it is."),
  })
  .openapi("SecurityPolicyEffect");

export const securityPolicyPreview = endpoint(
  {
    method: "post",
    path: "/security-policy/preview",
    permission: "security:write",
    alsoNeeds: ["security:read"],
    id: "previewSecurityPolicy",
    tag: "Security policy",
    summary: "Who a change affects",
    description:
      "The members, sessions and keys that a change would keep out, and why. Nothing is changed. At most 100 of each are named, the first by name; the totals count all.",
    body: changeSchema,
    answer: effectSchema,
  },
  ({ actor, body }) => previewPolicy(actor, body),
);

const reminder = endpoint(
  {
    method: "post",
    path: "/security-policy/remind",
    permission: "security:write",
    id: "remindMembers",
    tag: "Security policy",
    summary: "Remind of the second factor",
    description:
      "Mails everyone who owes a second factor that one is required, or is about to be; nobody more than once a day. `GET /members?factor=none&status=active` lists who they are.",
    body: z.strictObject({}),
    answer: z
      .strictObject({ notified: countSchema.describe("How many members get a letter.") })
      .openapi("SecondFactorReminder"),
  },
  ({ actor, body }) => notifyOwing(actor, body),
);

export const policyDeeds = [revert, reminder];
