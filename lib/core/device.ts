import Bowser from "bowser";

/** A script may call itself anything; more of its name tells nobody more. */
const longestName = 30;

/**
 * The device behind a user agent in words: `Firefox on Linux`, or `python-requests` for a script. It is what the
 * device says of itself, good for people to recognise it by and for no decision.
 */
export function describeDevice(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = Bowser.parse(userAgent);
  const product = userAgent.match(/^[\w.-]+/)?.[0] ?? "";
  // Every browser begins with the name of one that is long gone.
  const found = product === "Mozilla" || product === "Opera" ? browser.name : product;
  const name = found === "Mozilla" ? "" : found?.slice(0, longestName);
  if (name) return os.name ? `${name} on ${os.name}` : name;
  return os.name ? `Unknown browser on ${os.name}` : "Unknown device";
}
