import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { knownBrowsers } from "@/db/schema";
import type { Account } from "@/lib/auth/accounts";
import { countTokens, issueToken, tokenLife } from "@/lib/auth/tokens";
import { hour, minute } from "@/lib/core/clock";
import { describeDevice } from "@/lib/core/device";
import { env } from "@/lib/core/env";
import type { RequestContext } from "@/lib/core/request";
import { type Letter, sendMail } from "@/lib/jobs/mail";

/** At most this many links go to one mailbox within an hour; more are silently not sent. */
export const linksPerHour = 5;

const linkMinutes = tokenLife["sign-in-link"] / minute;

/** A link of ours: it begins with APP_URL, whatever host was asked. */
export function linkTo(path: string, secret: string): string {
  return `${env().APP_URL}${path}?token=${secret}`;
}

/** The links that are mailed to the holder of an account. */
export type LinkPurpose = "confirm-email" | "sign-in-link" | "reset-password";

/**
 * Mails a link, unless the mailbox got its share of this hour. A browser in which the account was signed in before has a
 * share of its own, so that strangers who ask use up nobody's. Needs the account locked, or requests at once would not see each other. */
export async function mailLink(
  tx: Tx,
  account: Account,
  purpose: LinkPurpose,
  payload: Record<string, unknown>,
  context: RequestContext,
): Promise<void> {
  if (account.apiOnly) return;
  const known = await isKnownBrowser(tx, account, payload.browserHash);
  if ((await countTokens(tx, purpose, account.id, hour, { known })) >= linksPerHour) return;
  const secret = await issueToken(tx, purpose, account.id, { payload: { ...payload, known } });
  await sendMail(tx, account.email, linkLetter(purpose, account, secret, context));
}

async function isKnownBrowser(tx: Tx, { id }: Account, browserHash: unknown): Promise<boolean> {
  if (typeof browserHash !== "string") return false;
  const mine = and(eq(knownBrowsers.userId, id), eq(knownBrowsers.browserHash, browserHash));
  const [row] = await tx.select().from(knownBrowsers).where(mine);
  return row !== undefined;
}

/** The letter that carries a link, good for ten minutes. */
function linkLetter(
  purpose: LinkPurpose,
  { name }: { name: string },
  secret: string,
  { ip, userAgent }: RequestContext,
): Letter {
  const props = { name, expiresInMinutes: linkMinutes };
  switch (purpose) {
    case "confirm-email":
      return { template: purpose, props: { ...props, link: linkTo("/sign-up/confirm", secret) } };
    case "sign-in-link":
      return {
        template: "magic-link",
        props: { ...props, link: linkTo("/sign-in/confirm", secret), device: describeDevice(userAgent), ip },
      };
    case "reset-password":
      return { template: purpose, props: { ...props, link: linkTo("/reset-password/confirm", secret) } };
  }
}
