import { z } from "@hono/zod-openapi";
import { type AttemptReason, attemptMethods, attemptOutcomes, attemptReasons } from "@/lib/core/sign-in";
import { signInListFilter } from "@/lib/domain/sign-in-attempts/input";
import { eachSignIn, listSignIns } from "@/lib/domain/sign-in-attempts/queries";
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
      "Every attempt of a member to sign in, the newest first, by member, outcome, method, keyword and time. The log grows without end, so it is not counted.\n\nWith `order=asc` it is the oldest first, and `after` leads on from the last attempt that you have, for ever. An attempt is listed in this order when it is a minute old: by then it is written, together with every one before it, so that none is passed by. `/docs/api/follow-logs` shows how.\n\nWith `format=jsonl` everything that fits is answered at once, an attempt on each line; `limit` and `cursor` are of no effect then.",
    query: signInListFilter,
    answer: logPageSchema("SignInPage", signInSchema),
    lines: ({ actor, query }) => eachSignIn(actor, query),
  },
  async ({ actor, query: { format: _, ...filter } }) => pageAnswer(await listSignIns(actor, filter)),
);
