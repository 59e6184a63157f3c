import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { change, enter, pass, read, type Tx } from "@/db/door";
import { signInAttempts, users } from "@/db/schema";
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
  spendToken,
  type TokenPurpose,
  tokenLife,
  tokenPass,
} from "@/lib/auth/tokens";
import { hour, minute, now } from "@/lib/core/clock";
import { newCode } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { type Letter, sendMail } from "@/lib/jobs/mail";
import type { AddressInput, LinkInput, ResetPasswordInput, SignInInput, SignUpInput } from "./input";
import { assertImpersonal, linksPerHour, wrongCredentials } from "./rules";

type User = typeof users.$inferSelect;

/** What the browser shows after a mail was asked for; the same whether or not one was sent. */
export type MailAsked = { code: string };

/** A proven sign-in, to be spent within a minute on a session. */
export type Ticket = { ticket: string };

/** What makes a password account work: a link by mail was opened. */
const linkMinutes = tokenLife["sign-in-link"] / minute;

// An account is nobody's row but its own; a pass without an organization opens users and tokens only.
const noOrganization = pass({ userId: "" });

/** The account of an address, locked: it stays as it is until the transaction ends. */
async function lockedUser(tx: Tx, email: string): Promise<User | undefined> {
  const [user] = await tx.select().from(users).where(eq(users.email, email)).for("update");
  return user;
}

async function userByEmail(tx: Tx, email: string): Promise<User | undefined> {
  const [user] = await tx.select().from(users).where(eq(users.email, email));
  return user;
}

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

/** A link of ours: it begins with APP_URL, whatever host was asked. */
function link(path: string, secret: string): string {
  return `${env().APP_URL}${path}?token=${secret}`;
}

type LinkPurpose = "confirm-email" | "sign-in-link" | "reset-password";

function linkLetter(purpose: LinkPurpose, { name }: User, secret: string, ip: string | null): Letter {
  const props = { name, expiresInMinutes: linkMinutes };
  switch (purpose) {
    case "confirm-email":
      return { template: purpose, props: { ...props, link: link("/sign-up/confirm", secret) } };
    case "sign-in-link":
      return {
        template: "magic-link",
        props: { ...props, link: link("/sign-in/confirm", secret), device: null, ip },
      };
    case "reset-password":
      return { template: purpose, props: { ...props, link: link("/reset-password/confirm", secret) } };
  }
}

/** Mails a link, unless the mailbox got its share of this hour. Needs the account locked, or requests at once would not see each other. */
async function mailLink(tx: Tx, who: Stranger, user: User, purpose: LinkPurpose): Promise<MailAsked> {
  const { code, payload } = newBinding(who.browser);
  if ((await countTokens(tx, purpose, user.id, hour)) >= linksPerHour) return { code };
  const secret = await issueToken(tx, purpose, user.id, { payload });
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
      const user = created ?? (await lockedUser(tx, input.email));
      if (!user) throw new Error("The account vanished while it was being made.");
      if (user.emailVerifiedAt) {
        await sendMail(tx, user.email, {
          template: "already-registered",
          props: { name: user.name, signInLink: `${env().APP_URL}/sign-in` },
        });
        return { code: newCode(6) };
      }
      // Nobody has proven this address yet, so whoever asks last, and then opens the mail, is who it is for.
      await tx.update(users).set({ name: input.name, passwordHash }).where(eq(users.id, user.id));
      await expireTokens(tx, "confirm-email", user.id);
      await enter(tx, pass({ userId: user.id }));
      if (created)
        await recordAudit(tx, authorOf(user, who), "user.signed_up", {
          kind: "user",
          id: user.id,
          name: input.name,
        });
      return mailLink(tx, who, { ...user, name: input.name }, "confirm-email");
    });
  },
);

/**
 * Confirms the address of a new account and signs in. The link finishes in the browser that asked, or with the
 * code that it shows, so the password was chosen by whoever reads the mailbox.
 */
export const confirmEmail = command(
  "user.email_confirmed",
  async (who: Stranger, input: LinkInput): Promise<Ticket> => {
    await assertBound("confirm-email", input.token, who.browser, input.code);
    const { user, ticket } = await change(tokenPass(input.token), async (tx) => {
      const token = await spendToken(tx, "confirm-email", input.token);
      const [user] = await tx
        .update(users)
        .set({ emailVerifiedAt: now() })
        .where(eq(users.id, token.subjectId))
        .returning();
      if (!user) throw new AppError("gone", "This account no longer exists.");
      await enter(tx, pass({ userId: user.id }));
      await recordAudit(tx, authorOf(user, who), "user.email_confirmed", {
        kind: "user",
        id: user.id,
        name: user.name,
      });
      return { user, ticket: await issueToken(tx, "ticket", user.id, { payload: { method: "link" } }) };
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
    const user = await read(noOrganization, (tx) => userByEmail(tx, input.email));
    const attempt = { email: input.email, userId: user?.id ?? null, method: "password" } as const;
    if (!(await verifyPassword(user?.passwordHash, input.password)) || !user) {
      await noteAttempt(who, {
        ...attempt,
        outcome: "failure",
        reason: user ? "wrong-password" : "unknown-address",
      });
      throw wrongCredentials();
    }
    if (!user.emailVerifiedAt) {
      await noteAttempt(who, { ...attempt, outcome: "failure", reason: "email-unconfirmed" });
      return requestLink(who, input, "confirm-email");
    }
    await noteAttempt(who, { ...attempt, outcome: "success" });
    return change(noOrganization, async (tx) => ({
      ticket: await issueToken(tx, "ticket", user.id, { payload: { method: "password" } }),
    }));
  },
);

/** Mails a link that signs in, if the address has an account; the answer does not tell. At most five an hour go to one mailbox. */
export const requestSignInLink = command("sign-in", (who: Stranger, input: AddressInput) =>
  requestLink(who, input, "sign-in-link"),
);

/** Mails a link to choose a new password, if the address has an account; the answer does not tell. */
export const requestPasswordReset = command("sign-in", (who: Stranger, input: AddressInput) =>
  requestLink(who, input, "reset-password"),
);

async function requestLink(who: Stranger, input: AddressInput, purpose: LinkPurpose): Promise<MailAsked> {
  return change(noOrganization, async (tx) => {
    const user = await lockedUser(tx, input.email);
    return user ? mailLink(tx, who, user, purpose) : { code: newCode(6) };
  });
}

/**
 * Signs in by a mailed link, in the browser that asked or with the code that it shows. The first proof of an
 * address wipes a password that someone else may have set for it.
 */
export const confirmSignIn = command("sign-in", async (who: Stranger, input: LinkInput): Promise<Ticket> => {
  await assertBound("sign-in-link", input.token, who.browser, input.code);
  const { user, ticket } = await change(tokenPass(input.token), async (tx) => {
    const token = await spendToken(tx, "sign-in-link", input.token);
    const user = await proveAddress(tx, token.subjectId);
    return { user, ticket: await issueToken(tx, "ticket", user.id, { payload: { method: "link" } }) };
  });
  await noteAttempt(who, { email: user.email, userId: user.id, method: "link", outcome: "success" });
  return { ticket };
});

/** Marks an address as proven; what was set before the first proof may be a stranger's and is wiped. */
async function proveAddress(tx: Tx, userId: string): Promise<User> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
  if (!user) throw new AppError("gone", "This account no longer exists.");
  if (user.emailVerifiedAt) return user;
  const [proven] = await tx
    .update(users)
    .set({ emailVerifiedAt: now(), passwordHash: null })
    .where(eq(users.id, userId))
    .returning();
  return proven as User;
}

/** Sets a new password by a mailed link, ends every session of the account, and says so by mail. */
export const resetPassword = command(
  "user.password_reset",
  async (who: Stranger, input: ResetPasswordInput): Promise<{ email: string }> => {
    const passwordHash = await hashPassword(input.password);
    return change(tokenPass(input.token), async (tx) => {
      const token = await spendToken(tx, "reset-password", input.token);
      const user = await proveAddress(tx, token.subjectId);
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
      await sendMail(tx, user.email, {
        template: "password-changed",
        props: {
          name: user.name,
          at: `${now().toISOString().slice(0, 16).replace("T", " ")} UTC`,
          ip: who.request.ip,
          resetLink: `${env().APP_URL}/reset-password`,
        },
      });
      return { email: user.email };
    });
  },
);
