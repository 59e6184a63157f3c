import { z } from "@hono/zod-openapi";
import { type AttemptReason, attemptMethods, attemptOutcomes, attemptReasons } from "@/lib/core/sign-in";
import { signInFilter } from "@/lib/domain/sign-in-attempts/input";
import { listSignIns } from "@/lib/domain/sign-in-attempts/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  emailSchema,
  idOf,
  ipSchema,
  logPageSchema,
  nameSchema,
  pageAnswer,
  timeSchema,
  userAgentSchema,
} from "./schemas";

const signInSchema = z
  .strictObject({
    id: idOf("signInAttempt"),
    at: timeSchema,
    memberId: idOf("member"),
    name: nameSchema.describe("The member's name at the time."),
    email: emailSchema,
    method: z.enum(attemptMethods).describe("What was tried."),
    outcome: z
      .enum(attemptOutcomes)
      .describe("`challenged`: the first factor was right, and a second was asked for."),
    reason: z
      .enum(Object.keys(attemptReasons) as [AttemptReason, ...AttemptReason[]])
      .nullable()
      .describe("Why it failed; null where it did not."),
    ip: ipSchema.nullable(),
    userAgent: userAgentSchema.nullable(),
  })
  .openapi("SignIn");

export const signIns = endpoint(
  {
    method: "get",
    path: "/sign-ins",
    permission: "logs:read",
    id: "listSignIns",
    tag: "Sign-in log",
    summary: "List sign-ins",
    description:
      "Every attempt of a member to sign in, the newest first, by member, outcome, method, keyword and day. The log grows without end, so it is not counted.",
    query: signInFilter,
    answer: logPageSchema("SignInPage", signInSchema),
  },
  async ({ actor, query }) => pageAnswer(await listSignIns(actor, query)),
);
