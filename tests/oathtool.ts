import { execFileSync } from "node:child_process";
import { now, shiftClock } from "@/lib/core/clock";

/** The code that an authenticator app shows, by a program that is not ours; `secondsFromNow` moves its clock. */
export function codeOf(secret: string, secondsFromNow = 0): string {
  const at = new Date(now().getTime() + secondsFromNow * 1_000);
  const when = at.toISOString().slice(0, 19).replace("T", " ");
  const args = ["--totp", "--base32", "--now", `${when} UTC`, secret.replace(/\s/g, "")];
  return execFileSync("oathtool", args, { encoding: "utf8" }).trim();
}

const stepMs = 30_000;

/** Moves this process's clock to the middle of the time step, so that no code runs over its edge while a test uses it. */
export function standInMidStep(): void {
  const at = now().getTime();
  shiftClock(at - Date.now() + stepMs / 2 - (at % stepMs));
}
