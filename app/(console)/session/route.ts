import { sessionPersonOrNull } from "@/lib/auth/session";
import { now } from "@/lib/core/clock";
import { idleEndOf } from "@/lib/domain/sessions/rules";

/**
 * When this session ends by itself for want of activity, and how long that limit is. Asked with `x-steward-poll`, it is no activity itself; `now` is
 * there because the clock of a browser may be wrong.
 */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const person = await sessionPersonOrNull();
  if (!person) return Response.json({ idleEndsAt: null }, { status: 401, headers });
  const end = idleEndOf(person);
  const { endsAt: idleEndsAt = null, limitMs = null } = end ?? {};
  return Response.json({ idleEndsAt, limitMs, now: now() }, { headers });
}
