import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { beginOnce, type KeptAnswer, keepAnswer, letGo } from "@/lib/auth/idempotency";
import type { KeyActor } from "@/lib/auth/key-actor";
import { invalidField } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import type { Scope } from "@/lib/core/roles";

/** What a caller names a request by, to send it again without fear. */
export const idempotencyHeader = "Idempotency-Key";

/** 1 to 255 visible ASCII characters. */
export const idempotencyKeyPattern = /^[\x21-\x7e]{1,255}$/;

/** What of an answer's headers is answered again. */
const keptHeaders = ["content-type", "etag", "location"];

/** What was refused before anything was done, and would be kept for nothing: it is refused again, or done once it is mended. */
const passingStatuses = new Set([400, 413, 415, 422, 429]);

/**
 * Carries a request with an `Idempotency-Key` out once (IETF draft idempotency-key-header): whoever sends it again is
 * answered the same for a day. What failed on our side, was one too many or no good request is not kept, so that it can be
 * tried again.
 * A key that may not do it is refused as ever, and leaves nothing.
 */
export function once(permission: Scope | null): MiddlewareHandler {
  return async (c, next) => {
    const key = c.req.header(idempotencyHeader);
    if (key === undefined) return next();
    if (!idempotencyKeyPattern.test(key))
      throw invalidField(
        idempotencyHeader,
        "An Idempotency-Key has 1 to 255 visible ASCII characters, such as a UUID.",
      );
    const actor: KeyActor = c.get("actor");
    if (permission && !actor.permissions.has(permission)) return next();

    const begun = await beginOnce(actor, key, await fingerprintOf(c));
    if ("body" in begun) return replay(c, begun);
    c.set("actor", { ...actor, request: { ...actor.request, idempotency: begun } });
    await next();
    const { status } = c.res;
    // The deed is done and its answer made: that it could not be kept must not turn it into a failure.
    const kept =
      status >= 500 || passingStatuses.has(status)
        ? letGo(actor, begun, status)
        : keepAnswer(actor, begun, await answerOf(c.res.clone()));
    await kept.catch((error) => log.warn({ error }, "the answer to an idempotent request was not kept"));
  };
}

async function fingerprintOf(c: Context): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  return createHash("sha256")
    .update(`${c.req.method} ${pathname}${search}\n`)
    .update(Buffer.from(await c.req.arrayBuffer()))
    .digest("hex");
}

async function answerOf(answer: Response): Promise<KeptAnswer> {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => keptHeaders.includes(name)));
  return { status: answer.status, headers, body: await answer.text() };
}

function replay(c: Context, { status, headers, body }: KeptAnswer): Response {
  return c.body(body, status as 200, { ...headers, "Idempotency-Replayed": "true" });
}
