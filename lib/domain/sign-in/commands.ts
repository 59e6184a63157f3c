import { change, enter, pass, read } from "@/db/door";
import {
  type Account,
  expireRestingTokens,
  findAccount,
  lockAccount,
  lockOwnAccount,
  spendAccountToken,
} from "@/lib/auth/accounts";
import type { Halfway, Overdue, Stranger } from "@/lib/auth/actor";
import { noteAttempt } from "@/lib/auth/attempts";
import { forgiveAttempts, reserveAttempt } from "@/lib/auth/counters";
import { checkPasskey, type PasskeyVerdict, passkeyRequest, passkeysOf } from "@/lib/auth/passkeys";
import { verifyPassword } from "@/lib/auth/password";
import { demandsOn } from "@/lib/auth/policy";
import { checkSecondFactor } from "@/lib/auth/second-factor";
import { endSessionsOf, endUnfinishedSessions, issueTicket } from "@/lib/auth/sessions";
import { assertBound, newBinding, peekToken, tokenPass } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { AppError, invalidField } from "@/lib/core/errors";
import type { LinkInput } from "@/lib/core/input";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { sendMail } from "@/lib/jobs/mail";
import { leaveRequest } from "@/lib/jobs/requests";
import type {
  AddressInput,
  PasskeySignInInput,
  ReplacePasswordInput,
  ResetPasswordInput,
  SecondFactorInput,
  SignInInput,
  SignInLinkInput,
  UnlockInput,
} from "./input";
import {
  admit,
  dueReason,
  forgivePassword,
  judgeNewPassword,
  type MailAsked,
  outcomeOf,
  passAsking,
  passNetwork,
  passwordChangedLetter,
  passwordSubject,
  proveAddress,
  refusedFactor,
  type Ticket,
  takePassword,
  tellChange,
  tellCloned,
  tellHeld,
  wrongCredentials,
} from "./rules";

// An account is nobody's row but its own; a pass without an organization opens users and tokens only.
const noOrganization = pass({ userId: "" });

/**
 * Signs in by password. Known and unknown addresses, held ones and those that may not sign in answer alike, by the same
 * statements and in about the same time (ASVS 5.0 6.3.8). Each attempt is counted before it is checked, for the address and
 * for the network; five wrong ones in a row hold the address, twenty the network, and neither holds a passkey or a link.
 * The right password of an unconfirmed account has a new confirmation link mailed, and the answer does not tell.
 */
export const signInWithPassword = command(
  "sign-in",
  async (who: Stranger, { email, password }: SignInInput): Promise<Ticket> => {
    const { seen, lockout } = await read(noOrganization, async (tx) => {
      const seen = await findAccount(tx, { email });
      return { seen, lockout: (await demandsOn(tx, seen?.id ?? "")).lockout };
    });
    const attempt = { email, userId: seen?.id ?? null, method: "password" } as const;
    await passNetwork(who.request, attempt);
    const reserved = await reserveAttempt(passwordSubject(email), lockout);
    const mayMatch = reserved.allowed && !seen?.apiOnly;
    const right = await verifyPassword(mayMatch ? seen?.passwordHash : null, password);
    if (!right || !seen) {
      const reason = !reserved.allowed
        ? "account-locked"
        : seen?.apiOnly
          ? "api-only"
          : seen
            ? "wrong-password"
            : "unknown-address";
      await noteAttempt(who.request, { ...attempt, outcome: "failure", reason });
      if (reserved.allowed && reserved.heldUntil) await tellHeld(email, reserved.failures, who.request);
      throw wrongCredentials();
    }
    const answer = await change(noOrganization, async (tx) => {
      const account = await lockAccount(tx, { email });
      // Checking takes a while, in which the password may have been changed: then this one proves nothing any more.
      if (account?.passwordHash !== seen.passwordHash) return "overtaken";
      if (!account?.emailVerifiedAt) {
        const { payload: binding } = newBinding(who.browser);
        await leaveRequest(tx, { deed: "confirm-email", email, binding }, who.request);
        return "email-unconfirmed";
      }
      const passwordDue = (await dueReason(tx, account, password)) !== null;
      return admit(tx, who, account, { method: "password", passwordDue });
    });
    if (typeof answer === "string") {
      await noteAttempt(who.request, { ...attempt, outcome: "failure", reason: answer });
      throw wrongCredentials();
    }
    await forgivePassword(email, who.request);
    await noteAttempt(who.request, { ...attempt, outcome: outcomeOf(answer) });
    return answer;
  },
);

/** Ends what holds an account's password sign-in, by the link that was mailed when it began. */
export const unlockAccount = command(
  "user.unlocked",
  async (who: Stranger, { token }: UnlockInput): Promise<{ email: string }> =>
    change(tokenPass(token), async (tx) => {
      const { account } = await spendAccountToken(tx, "unlock", token);
      await forgiveAttempts(tx, passwordSubject(account.email));
      await enter(tx, pass({ userId: account.id }));
      await recordAudit(tx, authorOf(account, who), "user.unlocked", targetOf(account));
      return { email: account.email };
    }),
);

function authorOf({ id, name }: Account, { request }: Stranger) {
  return { kind: "user", id, name, request } as const;
}

function targetOf({ id, name }: Account) {
  return { kind: "user", id, name } as const;
}

/** Has a link mailed that signs in, if the address has an account; the answer does not tell. At most five an hour go to one mailbox. */
export const requestSignInLink = command("sign-in", (who: Stranger, input: SignInLinkInput) =>
  requestLink(who, "sign-in-link", input),
);

/** Has a link mailed to choose a new password, if the address has an account; the answer does not tell. */
export const requestPasswordReset = command("sign-in", (who: Stranger, input: AddressInput) =>
  requestLink(who, "reset-password", input),
);

async function requestLink(
  who: Stranger,
  deed: "sign-in-link" | "reset-password",
  { email, goTo }: SignInLinkInput,
): Promise<MailAsked> {
  await passAsking(who);
  const { code, payload: binding } = newBinding(who.browser);
  // Another link's secret has no business in the place where one is led to.
  const place = goTo && !/[?&]token=/.test(goTo) ? { goTo } : {};
  await change(noOrganization, (tx) => leaveRequest(tx, { deed, email, binding, ...place }, who.request));
  return { code };
}

/**
 * Signs in by a mailed link, in the browser that asked or with the code that it shows. Whoever reads the mailbox may end
 * what held the account's password; the first proof of an address wipes a password that someone else may have set for it.
 */
export const confirmSignIn = command(
  "sign-in",
  async (who: Stranger, input: LinkInput): Promise<Ticket & { goTo: string | null }> => {
    await assertBound("sign-in-link", input.token, who.browser, input.code);
    const { account, ticket, goTo } = await change(tokenPass(input.token), async (tx) => {
      const spent = await spendAccountToken(tx, "sign-in-link", input.token);
      const account = await proveAddress(tx, spent.account);
      const { goTo } = spent.token.payload;
      return {
        account,
        ticket: await admit(tx, who, account, { method: "link" }),
        goTo: typeof goTo === "string" ? goTo : null,
      };
    });
    const attempt = { email: account.email, userId: account.id, method: "link" } as const;
    await noteAttempt(who.request, { ...attempt, outcome: outcomeOf(ticket) });
    return { ...ticket, goTo };
  },
);

/** What a stranger's passkey challenge is bound to: the browser's own secret, which only its cookie holds. */
function browserOf({ browser }: Stranger): string {
  if (!browser) throw new AppError("bad-request", "Allow cookies for this site, then try again.");
  return sha256(browser);
}

/** Asks the browser for a passkey of any account of its own. */
export const beginPasskeySignIn = command("challenge", async (who: Stranger, _: object) => {
  await passAsking(who);
  return change(noOrganization, (tx) => passkeyRequest(tx, browserOf(who)));
});

/** Signs in by a passkey, which proves both factors at once: the device, and whoever unlocked it. */
export const signInWithPasskey = command(
  "sign-in",
  async (who: Stranger, { response }: PasskeySignInInput): Promise<Ticket> => {
    const checked = await checkPasskey(response, browserOf(who));
    const { passkey } = checked;
    const account = passkey && (await read(noOrganization, (tx) => findAccount(tx, { id: passkey.userId })));
    const attempt = { email: account?.email ?? "", userId: account?.id ?? null, method: "passkey" } as const;
    const reason = reasonAgainst(checked.verdict, account);
    if (reason || !account) {
      await noteAttempt(who.request, { ...attempt, outcome: "failure", reason: reason ?? "unknown-passkey" });
      if (checked.verdict === "cloned-passkey" && checked.flagged)
        await tellCloned(checked.passkey, who.request);
      throw refusedFactor("passkey", checked.verdict === "right" ? "unknown-passkey" : checked.verdict);
    }
    const ticket = await change(noOrganization, async (tx) => {
      const locked = await lockAccount(tx, { id: account.id });
      // Removed while it was being checked, it opens nothing any more.
      const held = locked && (await passkeysOf(tx, locked.id)).some(({ id }) => id === passkey?.id);
      if (!held) throw refusedFactor("passkey", "unknown-passkey");
      return admit(tx, who, locked, { method: "passkey", secondFactor: "passkey" });
    });
    await noteAttempt(who.request, { ...attempt, outcome: "success" });
    return ticket;
  },
);

function reasonAgainst(verdict: PasskeyVerdict["verdict"], account: Account | null | undefined) {
  if (verdict !== "right") return verdict;
  if (account?.apiOnly) return "api-only";
  return account?.emailVerifiedAt ? null : "email-unconfirmed";
}

/** Asks a half-signed-in browser for a passkey of its account. */
export const beginSecondFactorPasskey = command("challenge", (who: Halfway, _: object) =>
  change(noOrganization, async (tx) => passkeyRequest(tx, who.sessionId, await passkeysOf(tx, who.userId))),
);

/** Completes a sign-in by the second factor. Refuses a wrong one beside its field, and a factor that rests. */
export const proveSecondFactor = command(
  "sign-in",
  async (who: Halfway, proof: SecondFactorInput): Promise<Ticket> => {
    const verdict = await checkSecondFactor(who.userId, proof, who.sessionId);
    const attempt = { email: who.email, userId: who.userId, method: verdict.method };
    if (!verdict.right) {
      await noteAttempt(who.request, { ...attempt, outcome: "failure", reason: verdict.reason });
      if (verdict.cloned) await tellCloned(verdict.cloned, who.request);
      throw refusedFactor(verdict.method, verdict.reason);
    }
    const ticket = await change(noOrganization, async (tx) => {
      const account = await lockOwnAccount(tx, who);
      if (verdict.codesLeft !== undefined)
        await tellChange(tx, account, "recovery-code-used", String(verdict.codesLeft), who.request);
      const { method: secondFactor } = verdict;
      return admit(tx, who, account, { secondFactor, renews: who.sessionId });
    });
    await noteAttempt(who.request, { ...attempt, outcome: "success" });
    return ticket;
  },
);

/** Sets a new password by a mailed link, ends every session of the account, and says so by mail. */
export const resetPassword = command(
  "user.password_reset",
  async (who: Stranger, { token, password }: ResetPasswordInput): Promise<{ email: string }> => {
    const asked = await peekToken("reset-password", token);
    if (!asked || asked.expiresAt <= now())
      throw new AppError("gone", "This link is no longer valid. Have a new one mailed.");
    const chosen = await judgeNewPassword(asked.subjectId, password);
    return change(tokenPass(token), async (tx) => {
      const { account: before } = await spendAccountToken(tx, "reset-password", token);
      await takePassword(tx, before, chosen);
      const account = await proveAddress(tx, before, { keepsPassword: true });
      await enter(tx, pass({ userId: account.id }));
      await endSessionsOf(tx, account.id);
      await expireRestingTokens(tx, account.id);
      await recordAudit(tx, authorOf(account, who), "user.password_reset", targetOf(account));
      await sendMail(tx, account.email, passwordChangedLetter(account, who.request));
      return { email: account.email };
    });
  },
);

/** Replaces a password that an organization does not accept any more, in the session that waits for it, and lets it go on. */
export const replacePassword = command(
  "user.password_changed",
  async (who: Overdue, { password, otherSessions }: ReplacePasswordInput): Promise<Ticket> => {
    const chosen = await judgeNewPassword(who.userId, password);
    if (await verifyPassword(chosen.before, password))
      throw invalidField("password", "This is the password that you have. Choose another.");
    return change(pass({ userId: who.userId }), async (tx) => {
      const account = await lockOwnAccount(tx, who);
      await takePassword(tx, account, chosen);
      await expireRestingTokens(tx, account.id);
      await endUnfinishedSessions(tx, account.id, who.sessionId);
      if (otherSessions === "end") await endSessionsOf(tx, account.id, who.sessionId);
      await recordAudit(tx, who, "user.password_changed", targetOf(account));
      await sendMail(tx, account.email, passwordChangedLetter(account, who.request));
      const rise = { renews: who.sessionId, passwordSet: true };
      return { ticket: await issueTicket(tx, account.id, rise), halfway: false };
    });
  },
);
