import { and, eq, ne } from "drizzle-orm";
import { change, pass, type Tx } from "@/db/door";
import { knownBrowsers, users } from "@/db/schema";
import { type Account, lockAccount, setPassword, wasUsed } from "@/lib/auth/accounts";
import type { Halfway, Stranger } from "@/lib/auth/actor";
import { type Attempt, networkOf, noteAttempt } from "@/lib/auth/attempts";
import {
  askingLadder,
  forgiveAttempts,
  networkLadder,
  reserveAttempt,
  takeBackAttempts,
} from "@/lib/auth/counters";
import type { Passkey } from "@/lib/auth/passkeys";
import { assertPassword, hashPassword } from "@/lib/auth/password";
import { type Demands, demandsOn } from "@/lib/auth/policy";
import { issueTicket, needsSecondFactor, type Proof, type Rise } from "@/lib/auth/sessions";
import { countTokens, issueToken, tokenLife } from "@/lib/auth/tokens";
import { fromNow, hour, minute, now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { describeDevice } from "@/lib/core/device";
import { env } from "@/lib/core/env";
import { AppError, invalidField } from "@/lib/core/errors";
import { complaintAbout } from "@/lib/core/password-rules";
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
  // A browser that keeps no cookie is a new one each time.
  const browserHash = browser ? sha256(browser) : "";
  if (browser) {
    const [fresh] = await tx
      .insert(knownBrowsers)
      .values({ userId: account.id, browserHash, createdAt: now() })
      .onConflictDoNothing()
      .returning();
    if (!fresh) return;
  }
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

/**
 * Gives an account a new password. Refuses one that is the person's own name or address, less than their strictest
 * organization demands, or one of the last that it lets not come again. Needs the account locked.
 */
export async function choosePassword(tx: Tx, account: Account, password: string): Promise<void> {
  const demands = await demandsOn(tx, account.id);
  assertPassword(password, demands.password, account);
  if (await wasUsed(tx, account, password, demands.passwordReuse))
    throw invalidField(
      "password",
      `This is one of your last ${demands.passwordReuse} passwords. Choose one that you have not had.`,
    );
  await setPassword(tx, account, await hashPassword(password));
}

/** Why a password that is right is to be replaced all the same: its organization's rules, or its age; or null. */
export async function dueReason(tx: Tx, account: Account, password: string): Promise<"rules" | "age" | null> {
  const demands = await demandsOn(tx, account.id);
  if (complaintAbout(password, demands.password, account) !== null) return "rules";
  return isTooOld(account, demands) ? "age" : null;
}

/** Whether a password has reached the age at which an organization wants another. */
export function isTooOld(account: Account, { passwordMaxAgeMs }: Demands): boolean {
  const since = account.passwordChangedAt ?? account.createdAt;
  return passwordMaxAgeMs !== null && since <= fromNow(-passwordMaxAgeMs);
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

/** Counts a password that is tried to its network. Refuses with *rate-limited* while the network rests, whatever account it is about. */
export async function passNetwork(
  request: RequestContext,
  attempt: Pick<Attempt, "email" | "userId" | "method">,
): Promise<void> {
  if (!request.ip) return;
  const reserved = await reserveAttempt(networkSubject(request.ip), networkLadder);
  if (reserved.allowed) return;
  await noteAttempt(request, { ...attempt, outcome: "failure", reason: "network-locked" });
  throw restingNetwork("failed sign-ins", reserved.heldUntil);
}

const networkSubject = (ip: string) => `network:${networkOf(ip)}`;

function restingNetwork(what: string, until: Date): AppError {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now().getTime()) / minute));
  return new AppError(
    "rate-limited",
    `Too many ${what} came from your network. Wait ${minutes} minutes, or sign in in another way.`,
    { retryAfterSeconds: minutes * 60 },
  );
}

/** Bounds what strangers of one network may have written and mailed. Refuses with *rate-limited*. */
export async function passAsking({ request }: Stranger): Promise<void> {
  if (!request.ip) return;
  const reserved = await reserveAttempt(`asking:${networkOf(request.ip)}`, askingLadder);
  if (!reserved.allowed) throw restingNetwork("requests", reserved.heldUntil);
}

/** Begins the count of an address anew after its right password, and takes its slips off the network's. */
export async function forgivePassword(email: string, { ip }: RequestContext): Promise<void> {
  await change(pass({}), async (tx) => {
    const attempts = await forgiveAttempts(tx, passwordSubject(email));
    if (ip) await takeBackAttempts(tx, networkSubject(ip), attempts, networkLadder);
  });
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
