import { and, eq, ne } from "drizzle-orm";
import { change, pass, read, type Tx } from "@/db/door";
import { knownBrowsers, users } from "@/db/schema";
import { type Account, findOwnAccount, lastPasswords, lockAccount, setPassword } from "@/lib/auth/accounts";
import type { Halfway, Stranger } from "@/lib/auth/actor";
import { type Attempt, networkOf, noteRefusal } from "@/lib/auth/attempts";
import {
  askingLadder,
  choosingLadder,
  forgiveAttempts,
  networkLadder,
  reserveAttempt,
  takeBackAttempts,
} from "@/lib/auth/counters";
import type { Passkey } from "@/lib/auth/passkeys";
import { assertPassword, hashPassword, verifyPassword } from "@/lib/auth/password";
import { type Demands, demandsOn } from "@/lib/auth/policy";
import { issueTicket, needsSecondFactor, type Proof, type Rise } from "@/lib/auth/sessions";
import { fromNow, minute, now } from "@/lib/core/clock";
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

/**
 * Marks a locked account's address as proven; what was set before the first proof may be a stranger's and is wiped, but for
 * a password that came with the proof.
 */
export async function proveAddress(
  tx: Tx,
  account: Account,
  { keepsPassword = false } = {},
): Promise<Account> {
  await forgiveAttempts(tx, passwordSubject(account.email));
  if (account.emailVerifiedAt) return account;
  const wiped = keepsPassword ? {} : { passwordHash: null, passwordChangedAt: null };
  const proof = { emailVerifiedAt: now(), ...wiped };
  await tx.update(users).set(proof).where(eq(users.id, account.id));
  return { ...account, ...proof };
}

/** A new password that was judged, for the account as it was then. */
export type ChosenPassword = { passwordHash: string; before: string | null };

/**
 * Judges a new password before anything is locked, since that takes a while. Refuses one that is the person's own name or
 * address, less than their strictest organization demands, or one of the last that it lets not come again; and whoever
 * tries more than ten within an hour.
 */
export async function judgeNewPassword(userId: string, password: string): Promise<ChosenPassword> {
  const { allowed } = await reserveAttempt(`new-password:${userId}`, choosingLadder);
  if (!allowed) throw new AppError("rate-limited", "Too many new passwords were tried. Wait 15 minutes.");
  const { account, demands, last } = await read(pass({ userId }), async (tx) => {
    const account = await findOwnAccount(tx, { userId });
    const demands = await demandsOn(tx, userId);
    return { account, demands, last: await lastPasswords(tx, account, demands.passwordReuse) };
  });
  assertPassword(password, demands.password, account);
  for (const passwordHash of last) {
    if (await verifyPassword(passwordHash, password))
      throw invalidField(
        "password",
        `This is one of your last ${demands.passwordReuse} passwords. Choose one that you have not had.`,
      );
  }
  return { passwordHash: await hashPassword(password), before: account.passwordHash };
}

/** Gives a locked account the password that was judged for it. Refuses when it has another by now. */
export async function takePassword(tx: Tx, account: Account, chosen: ChosenPassword): Promise<void> {
  if (account.passwordHash !== chosen.before)
    throw new AppError("conflict", "Your password was changed in the meantime. Sign in with the new one.");
  await setPassword(tx, account, chosen.passwordHash);
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
  await noteRefusal(networkSubject(request.ip), request, { ...attempt, reason: "network-locked" });
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
