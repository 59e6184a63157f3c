import { AppError } from "@/lib/core/errors";

/** A character as it may stand in an address: plain, or encoded any number of times. */
const spelled = (plain: string, hex: string) => `(?:${plain}|%(?:25)*${hex})`;

const beginning = [spelled("s", "73"), spelled("t", "74"), spelled("w", "77"), spelled("_", "5f")].join("");

/** How every key begins, with its public id; what follows is its secret. */
const keyPattern = `${beginning}${spelled("[0-9a-z]", "[3-7][0-9a-f]")}{8}${spelled("_", "5f")}`;

const withKey = new RegExp(keyPattern, "i");
const keys = new RegExp(`${keyPattern}[^/]*`, "gi");

const secretNames = ["key", "api_key", "apikey", "access_token", "token"];

/** Refuses a key that an address carries, whatever else is right: addresses end up in logs. */
export function refuseKeyInUrl(url: string): void {
  const named =
    url.includes("?") &&
    [...new URL(url).searchParams.keys()].some((name) => secretNames.includes(name.toLowerCase()));
  if (named || withKey.test(url)) {
    throw new AppError(
      "bad-request",
      "An API key does not belong in an address, which ends up in logs. Send it in the header Authorization: Bearer, and revoke this one.",
    );
  }
}

/** A path for the log, without a key that it carries. */
export function withoutKeys(path: string): string {
  return path.replace(keys, "[secret]");
}
