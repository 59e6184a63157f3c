import { execFileSync } from "node:child_process";
import { now } from "@/lib/core/clock";

/** The code that an authenticator app shows, by a program that is not ours; `secondsFromNow` moves its clock. */
export function codeOf(secret: string, secondsFromNow = 0): string {
  const at = new Date(now().getTime() + secondsFromNow * 1_000);
  const when = at.toISOString().slice(0, 19).replace("T", " ");
  const args = ["--totp", "--base32", "--now", `${when} UTC`, secret.replace(/\s/g, "")];
  return execFileSync("oathtool", args, { encoding: "utf8" }).trim();
}
