import { sessionPersonOrNull } from "@/lib/auth/session";
import { now } from "@/lib/core/clock";
import { findIdleEnd } from "@/lib/domain/sessions/queries";

/**
 * When this session ends by itself for want of activity. Asked with `x-steward-poll`, it is no activity itself; `now` is
 * there because the clock of a browser may be wrong.
 */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const person = await sessionPersonOrNull();
  if (!person) return Response.json({ idleEndsAt: null }, { status: 401, headers });
  const end = await findIdleEnd(person);
  return Response.json({ idleEndsAt: end?.endsAt ?? null, now: now() }, { headers });
}
