import { and, eq, ne } from "drizzle-orm";
import { change, pass, type Tx } from "@/db/door";
import { knownBrowsers, users } from "@/db/schema";
import { type Account, lockAccount } from "@/lib/auth/accounts";
import type { Halfway, Stranger } from "@/lib/auth/actor";
import { forgiveAttempts } from "@/lib/auth/counters";
import type { Passkey } from "@/lib/auth/passkeys";
import { assertPassword } from "@/lib/auth/password";
import { demandsOn } from "@/lib/auth/policy";
import { issueTicket, needsSecondFactor, type Proof, type Rise } from "@/lib/auth/sessions";
import { countTokens, issueToken, tokenLife } from "@/lib/auth/tokens";
import { hour, minute, now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { describeDevice } from "@/lib/core/device";
import { env } from "@/lib/core/env";
import { AppError, invalidField } from "@/lib/core/errors";
import type { RequestContext } from "@/lib/core/request";
import type { AttemptOutcome, AttemptReason, SecondFactorMethod } from "@/lib/core/sign-in";
import { type Letter, sendMail } from "@/lib/jobs/mail";
import { leaveRequest } from "@/lib/jobs/requests";

/** What the browser shows after a mail was asked for; the same whether or not one was sent. */
export type MailAsked = { code: string };

/** A proven sign-in, to be spent within a minute on a session; `halfway` when a second factor comes next. */
export type Ticket = { ticket: string; halfway: boolean };

/** How the sign-in log calls what a ticket stands for. */
export function outcomeOf({ halfway }: Ticket): AttemptOutcome {
  return halfway ? "challenged" : "success";
}

/** What a password counts to: its address, whether or not that has an account, so that neither can be told. */
export const passwordSubject = (email: string) => `password:${email}`;

/**
 * Said alike for an unknown address, a wrong password, an account without one, one that is held for too many tries, and
 * one that may not sign in at all.
 */
export function wrongCredentials(): AppError {
  return new AppError(
    "unauthenticated",
    "That did not work: the email and password do not match, or there were too many tries. Check both, wait a few minutes, or have a link emailed to you.",
  );
}

/** Lets a proven account in: issues the ticket, and mails its holder when the browser was never seen before. Needs the account locked. */
export async function admit(
  tx: Tx,
  who: Stranger | Halfway,
  account: Account,
  proof: Proof | Rise,
): Promise<Ticket> {
  if (account.apiOnly) throw wrongCredentials();
  const halfway = !proof.secondFactor && (await needsSecondFactor(tx, account.id));
  if (!halfway) await noteBrowser(tx, who, account);
  return { ticket: await issueTicket(tx, account.id, proof), halfway };
}

/** Remembers the browser of a sign-in; the holder hears of every one but the first. */
async function noteBrowser(
  tx: Tx,
  { browser, request }: Stranger | Halfway,
  account: Account,
): Promise<void> {
  if (!browser) return;
  const browserHash = sha256(browser);
  const mine = { userId: account.id, browserHash };
  const [fresh] = await tx
    .insert(knownBrowsers)
    .values({ ...mine, createdAt: now() })
    .onConflictDoNothing()
    .returning();
  if (!fresh) return;
  const [other] = await tx
    .select()
    .from(knownBrowsers)
    .where(and(eq(knownBrowsers.userId, account.id), ne(knownBrowsers.browserHash, browserHash)))
    .limit(1);
  if (!other) return;
  const { ip, userAgent } = request;
  const props = { name: account.name, device: describeDevice(userAgent), ip, at: momentInWords() };
  const sessionsLink = `${env().APP_URL}/account/sessions`;
  await sendMail(tx, account.email, { template: "new-device", props: { ...props, sessionsLink } });
}

/** The present moment as letters write it. */
export function momentInWords(): string {
  return `${now().toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Marks a locked account's address as proven; what was set before the first proof may be a stranger's and is wiped. */
export async function proveAddress(tx: Tx, account: Account): Promise<Account> {
  await forgiveAttempts(tx, passwordSubject(account.email));
  if (account.emailVerifiedAt) return account;
  const proof = { emailVerifiedAt: now(), passwordHash: null, passwordChangedAt: null };
  await tx.update(users).set(proof).where(eq(users.id, account.id));
  return { ...account, ...proof };
}

/** Refuses a password that is the person's own name or address, or less than their strictest organization demands. */
export async function assertAcceptable(
  tx: Tx,
  password: string,
  account: Pick<Account, "id" | "name" | "email">,
): Promise<void> {
  const { password: rules } = await demandsOn(tx, account.id);
  assertPassword(password, rules, account);
}

/** At most this many links go to one mailbox within an hour; more are silently not sent. */
export const linksPerHour = 5;

const linkMinutes = tokenLife["sign-in-link"] / minute;

/** A link of ours: it begins with APP_URL, whatever host was asked. */
export function linkTo(path: string, secret: string): string {
  return `${env().APP_URL}${path}?token=${secret}`;
}

/** The links that are mailed to the holder of an account. */
export type LinkPurpose = "confirm-email" | "sign-in-link" | "reset-password";

/** Mails a link, unless the mailbox got its share of this hour. Needs the account locked, or requests at once would not see each other. */
export async function mailLink(
  tx: Tx,
  account: Account,
  purpose: LinkPurpose,
  payload: Record<string, unknown>,
  context: RequestContext,
): Promise<void> {
  if (account.apiOnly || (await countTokens(tx, purpose, account.id, hour)) >= linksPerHour) return;
  const secret = await issueToken(tx, purpose, account.id, { payload });
  await sendMail(tx, account.email, linkLetter(purpose, account, secret, context));
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

/** The letter that tells someone their password was changed, when and from where. */
export function passwordChangedLetter({ name }: { name: string }, { ip }: RequestContext): Letter {
  const resetLink = `${env().APP_URL}/reset-password`;
  return { template: "password-changed", props: { name, at: momentInWords(), ip, resetLink } };
}

/** The words for a second factor that was not accepted, beside its field. */
export function refusedFactor(method: SecondFactorMethod, reason: AttemptReason): AppError {
  if (reason === "factor-resting")
    return invalidField("code", "Too many wrong codes. Wait 15 minutes, or use another way.");
  if (method === "totp")
    return invalidField(
      "code",
      reason === "code-used"
        ? "This code was used already. Wait for the next one."
        : "This code is not right. Enter the one your app shows now.",
    );
  if (method === "recovery-code")
    return invalidField("code", "This code is not right, or was used before. Try another one.");
  return new AppError(
    "unauthenticated",
    reason === "cloned-passkey"
      ? "This passkey may have been copied, so it is not accepted any more. Sign in another way and remove it."
      : "This passkey was not accepted. Try again, or use another way.",
  );
}

/** What a letter about an account's factors says happened. */
export type AccountChange = Extract<Letter, { template: "account-changed" }>["props"]["what"];

/** Tells the holder of an account that something about its factors changed, or was tried. */
export async function tellChange(
  tx: Tx,
  { name, email }: Pick<Account, "name" | "email">,
  what: AccountChange,
  detail: string | null,
  { ip }: RequestContext,
): Promise<void> {
  const securityLink = `${env().APP_URL}/account/security`;
  const props = { name, what, detail, at: momentInWords(), ip, securityLink };
  await sendMail(tx, email, { template: "account-changed", props });
}

/** Has the holder of an address told that its password rests, if it has one. */
export function tellHeld(email: string, failures: number, context: RequestContext): Promise<void> {
  return change(pass({}), (tx) => leaveRequest(tx, { deed: "tell-locked", email, failures }, context));
}

/** Tells the holder of a passkey that its counter fell back. */
export async function tellCloned(passkey: Passkey, context: RequestContext): Promise<void> {
  await change(pass({}), async (tx) => {
    const account = await lockAccount(tx, { id: passkey.userId });
    if (account) await tellChange(tx, account, "passkey-cloned", passkey.name, context);
  });
}
