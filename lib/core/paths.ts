const ownPath = /^\/(?![/\\])/;

/**
 * A path on our own origin that someone asked to be led to, or `fallback` for anything that could lead
 * elsewhere: another scheme or host, `//host`, backslashes, control characters (ASVS 5.0 3.7).
 */
export function localPath(wanted: unknown, fallback: string): string {
  if (
    typeof wanted !== "string" ||
    wanted.length > 2_000 ||
    !ownPath.test(wanted) ||
    /[\\\p{C}]/u.test(wanted)
  )
    return fallback;
  const origin = "http://steward.invalid";
  const url = URL.parse(wanted, origin);
  // Resolving can make a host of what was a path: `/..//host` becomes `//host`.
  return url?.origin === origin && ownPath.test(url.pathname)
    ? url.pathname + url.search + url.hash
    : fallback;
}
