import { hash } from "node:crypto";
import type { Context, Next } from "hono";
import { AppError } from "@/lib/core/errors";

/** What we give as an ETag. */
export const etagPattern = /^"([0-9]+-)?[\w-]{22}"$/;

/** What anyone may send for one (RFC 9110, 8.8.3); a weak one, or one that we never gave, only matches nothing. */
export const sentEtagPattern = /^(W\/)?"[\x21\x23-\x7e]*"$/;

/**
 * The ETag of a body (RFC 9110, 8.8.3). Of what has a version it begins with that, and ends with the hash all the same:
 * a number in it that is counted elsewhere changes what a poll has to be told, and not what a change has to name.
 */
export function etagOf(body: string, version?: number): string {
  const digest = hash("sha256", body, "base64url").slice(0, 22);
  return version === undefined ? `"${digest}"` : `"${version}-${digest}"`;
}

/** Whether an `If-None-Match` names this ETag, compared weakly (RFC 9110, 13.1.2). */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
}

/**
 * Refuses an `If-Match` where versions are not compared: whoever sends one counts on it that nothing is done to another
 * version, which to pass over it would break.
 */
export async function refuseIfMatch(c: Context, next: Next): Promise<void> {
  if (c.req.header("if-match")?.trim())
    throw new AppError(
      "bad-request",
      "Versions are not compared here, so If-Match would protect nothing. Send the request without this header.",
    );
  await next();
}

const howToMatch =
  'Send the ETag of the version that you mean to change in the header If-Match, like "7". Read it first, so that you overwrite nothing you have not seen.';

/**
 * The version that an `If-Match` names (RFC 9110, 13.1.1); without one, asks for it (RFC 6585, 3). Any version at all, `*`, is
 * no answer to which one was seen. A tag that we never gave, or a weak one, matches nothing: -1.
 */
export function wantedVersion(header: string | undefined): number {
  const tag = header?.trim() ?? "";
  if (tag === "") throw new AppError("precondition-required", howToMatch);
  if (!sentEtagPattern.test(tag)) throw new AppError("bad-request", howToMatch);
  const [, version] = tag.match(/^"(0|[1-9][0-9]{0,8})(?:-[\w-]{22})?"$/) ?? [];
  return version === undefined ? -1 : Number(version);
}
