import { localPath } from "@/lib/core/paths";

const secondFactorPage = "/sign-in/two-factor";

/** The page of ours that someone who signs in wants to come to. What only led there by the second factor is left out. */
export function wantedPath(callbackUrl: unknown): string {
  const path = localPath(callbackUrl, "/");
  const { pathname, searchParams } = new URL(path, "http://steward.invalid");
  return pathname === secondFactorPage ? localPath(searchParams.get("callbackUrl"), "/") : path;
}

/** Where someone whose session has just begun goes: to prove their second factor if one is asked for, then on. */
export function wayOn(halfway: boolean, wanted: string): string {
  return halfway ? `${secondFactorPage}?callbackUrl=${encodeURIComponent(wanted)}` : wanted;
}
