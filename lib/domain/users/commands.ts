import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { change, enter, pass, read, type Tx } from "@/db/door";
import { signInAttempts, users } from "@/db/schema";
import { type Account, lockAccount, spendAccountToken } from "@/lib/auth/accounts";
import type { Stranger } from "@/lib/auth/actor";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { endSessionsOf, type SignInMethod } from "@/lib/auth/sessions";
import {
  assertBound,
  countTokens,
  dropTokens,
  expireTokens,
  issueToken,
  newBinding,
  type TokenPurpose,
  tokenPass,
} from "@/lib/auth/tokens";
import { hour, now } from "@/lib/core/clock";
import { newCode } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { sendMail } from "@/lib/jobs/mail";
import type {
  AddressInput,
  LinkInput,
  ResetPasswordInput,
  SignInInput,
  SignInLinkInput,
  SignUpInput,
} from "./input";
import {
  assertImpersonal,
  type LinkPurpose,
  linkLetter,
  linksPerHour,
  passwordChangedLetter,
  wrongCredentials,
} from "./rules";

/** What the browser shows after a mail was asked for; the same whether or not one was sent. */
export type MailAsked = { code: string };

/** A proven sign-in, to be spent within a minute on a session. */
export type Ticket = { ticket: string };

// An account is nobody's row but its own; a pass without an organization opens users and tokens only.
const noOrganization = pass({ userId: "" });

function authorOf(user: { id: string; name: string }, who: Stranger) {
  return { kind: "user", id: user.id, name: user.name, request: who.request } as const;
}

async function noteAttempt(
  who: Stranger,
  attempt: {
    email: string;
    userId: string | null;
    method: SignInMethod;
    outcome: "success" | "failure";
    reason?: string;
  },
): Promise<void> {
  await database()
    .insert(signInAttempts)
    .values({
      ...attempt,
      id: newId("signInAttempt"),
      at: now(),
      ip: who.request.ip,
      userAgent: who.request.userAgent,
    });
}

/** Mails a link, unless the mailbox got its share of this hour. Needs the account locked, or requests at once would not see each other. */
async function mailLink(
  tx: Tx,
  who: Stranger,
  user: Account,
  purpose: LinkPurpose,
  more: { goTo?: string } = {},
): Promise<MailAsked> {
  const { code, payload } = newBinding(who.browser);
  if ((await countTokens(tx, purpose, user.id, hour)) >= linksPerHour) return { code };
  const secret = await issueToken(tx, purpose, user.id, { payload: { ...payload, ...more } });
  await sendMail(tx, user.email, linkLetter(purpose, user, secret, who.request.ip));
  return { code };
}

/**
 * Asks for an account: a link goes to the address, and nothing is granted before it is opened.
 * Someone who has an account already is told so by mail alone; the answer here is the same.
 * Refuses when only invited people may sign up.
 */
export const signUp = command(
  "user.signed_up",
  async (who: Stranger, input: SignUpInput): Promise<MailAsked> => {
    if (env().SIGN_UP === "invitation")
      throw new AppError(
        "forbidden",
        "Accounts are made by invitation here. Ask an administrator to invite you.",
      );
    assertImpersonal(input.password, input);
    const passwordHash = await hashPassword(input.password);
    return change(noOrganization, async (tx) => {
      const fresh = {
        id: newId("user"),
        email: input.email,
        name: input.name,
        passwordHash,
        createdAt: now(),
      };
      const [created] = await tx.insert(users).values(fresh).onConflictDoNothing().returning();
      const user = created ?? (await lockAccount(tx, { email: input.email }));
      if (!user) throw new Error("The account vanished while it was being made.");
      if (user.emailVerifiedAt) {
        await tellAlreadyRegistered(tx, user);
        return { code: newCode(6) };
      }
      // Nobody has proven this address yet, so whoever asks last, and then opens the mail, is who it is for.
      await tx.update(users).set({ name: input.name, passwordHash }).where(eq(users.id, user.id));
      await expireTokens(tx, "confirm-email", user.id);
      await enter(tx, pass({ userId: user.id }));
      await recordAudit(tx, authorOf(user, who), "user.signed_up", {
        kind: "user",
        id: user.id,
        name: input.name,
      });
      return mailLink(tx, who, { ...user, name: input.name }, "confirm-email");
    });
  },
);

/** Tells someone by mail that they have an account already, five times an hour at most. Needs the account locked. */
async function tellAlreadyRegistered(tx: Tx, { id, email, name }: Account): Promise<void> {
  if ((await countTokens(tx, "already-registered", id, hour)) >= linksPerHour) return;
  await issueToken(tx, "already-registered", id);
  await sendMail(tx, email, {
    template: "already-registered",
    props: { name, signInLink: `${env().APP_URL}/sign-in` },
  });
}

/**
 * Confirms the address of a new account and signs in. The link finishes in the browser that asked, or with the
 * code that it shows, so the password was chosen by whoever reads the mailbox.
 */
export const confirmEmail = command(
  "user.email_confirmed",
  async (who: Stranger, input: LinkInput): Promise<Ticket> => {
    await assertBound("confirm-email", input.token, who.browser, input.code);
    const { user, ticket } = await change(tokenPass(input.token), async (tx) => {
      const { account } = await spendAccountToken(tx, "confirm-email", input.token);
      await tx.update(users).set({ emailVerifiedAt: now() }).where(eq(users.id, account.id));
      await enter(tx, pass({ userId: account.id }));
      const target = { kind: "user", id: account.id, name: account.name } as const;
      await recordAudit(tx, authorOf(account, who), "user.email_confirmed", target);
      return {
        user: account,
        ticket: await issueToken(tx, "ticket", account.id, { payload: { method: "link" } }),
      };
    });
    await noteAttempt(who, { email: user.email, userId: user.id, method: "link", outcome: "success" });
    return { ticket };
  },
);

/**
 * Signs in by password (ASVS 5.0 6.3.1, 6.3.8: known and unknown addresses answer alike, in about the same time).
 * With the right password of an unconfirmed account, a new confirmation link is sent instead.
 */
export const signInWithPassword = command(
  "sign-in",
  async (who: Stranger, input: SignInInput): Promise<Ticket | MailAsked> => {
    const seen = await read(noOrganization, async (tx) => {
      const [user] = await tx.select().from(users).where(eq(users.email, input.email));
      return user;
    });
    const attempt = { email: input.email, userId: seen?.id ?? null, method: "password" } as const;
    if (!(await verifyPassword(seen?.passwordHash, input.password)) || !seen) {
      const reason = seen ? "wrong-password" : "unknown-address";
      await noteAttempt(who, { ...attempt, outcome: "failure", reason });
      throw wrongCredentials();
    }
    const answer = await change(noOrganization, async (tx) => {
      const user = await lockAccount(tx, { email: input.email });
      // Checking takes a while, in which the password may have been changed: then this one proves nothing any more.
      if (user?.passwordHash !== seen.passwordHash) throw wrongCredentials();
      if (!user?.emailVerifiedAt) return mailLink(tx, who, seen, "confirm-email");
      return { ticket: await issueToken(tx, "ticket", user.id, { payload: { method: "password" } }) };
    });
    const proven = "ticket" in answer;
    await noteAttempt(who, {
      ...attempt,
      outcome: proven ? "success" : "failure",
      ...(proven ? {} : { reason: "email-unconfirmed" }),
    });
    return answer;
  },
);

/** Mails a link that signs in, if the address has an account; the answer does not tell. At most five an hour go to one mailbox. */
export const requestSignInLink = command("sign-in", (who: Stranger, input: SignInLinkInput) =>
  requestLink(who, input, "sign-in-link"),
);

/** Mails a link to choose a new password, if the address has an account; the answer does not tell. */
export const requestPasswordReset = command("sign-in", (who: Stranger, input: AddressInput) =>
  requestLink(who, input, "reset-password"),
);

async function requestLink(who: Stranger, input: SignInLinkInput, purpose: LinkPurpose): Promise<MailAsked> {
  return change(noOrganization, async (tx) => {
    const user = await lockAccount(tx, { email: input.email });
    return user ? mailLink(tx, who, user, purpose, { goTo: input.goTo }) : { code: newCode(6) };
  });
}

/**
 * Signs in by a mailed link, in the browser that asked or with the code that it shows. The first proof of an
 * address wipes a password that someone else may have set for it.
 */
export const confirmSignIn = command(
  "sign-in",
  async (who: Stranger, input: LinkInput): Promise<Ticket & { goTo: string | null }> => {
    await assertBound("sign-in-link", input.token, who.browser, input.code);
    const { user, ticket, goTo } = await change(tokenPass(input.token), async (tx) => {
      const { account, token } = await spendAccountToken(tx, "sign-in-link", input.token);
      const user = await proveAddress(tx, account);
      const ticket = await issueToken(tx, "ticket", user.id, { payload: { method: "link" } });
      return { user, ticket, goTo: typeof token.payload.goTo === "string" ? token.payload.goTo : null };
    });
    await noteAttempt(who, { email: user.email, userId: user.id, method: "link", outcome: "success" });
    return { ticket, goTo };
  },
);

/** Marks a locked account's address as proven; what was set before the first proof may be a stranger's and is wiped. */
async function proveAddress(tx: Tx, account: Account): Promise<Account> {
  if (account.emailVerifiedAt) return account;
  const proof = { emailVerifiedAt: now(), passwordHash: null };
  await tx.update(users).set(proof).where(eq(users.id, account.id));
  return { ...account, ...proof };
}

/** Sets a new password by a mailed link, ends every session of the account, and says so by mail. */
export const resetPassword = command(
  "user.password_reset",
  async (who: Stranger, input: ResetPasswordInput): Promise<{ email: string }> => {
    const passwordHash = await hashPassword(input.password);
    return change(tokenPass(input.token), async (tx) => {
      const { account } = await spendAccountToken(tx, "reset-password", input.token);
      const user = await proveAddress(tx, account);
      assertImpersonal(input.password, user);
      await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id));
      await endSessionsOf(tx, user.id);
      for (const purpose of ["reset-password", "sign-in-link", "ticket"] satisfies TokenPurpose[])
        await dropTokens(tx, purpose, user.id);
      await enter(tx, pass({ userId: user.id }));
      await recordAudit(tx, authorOf(user, who), "user.password_reset", {
        kind: "user",
        id: user.id,
        name: user.name,
      });
      await sendMail(tx, user.email, passwordChangedLetter(user, who));
      return { email: user.email };
    });
  },
);
