import { and, eq, isNull } from "drizzle-orm";
import { change, enter, pass } from "@/db/door";
import { users } from "@/db/schema";
import { expireRestingTokens, lockOwnAccount, spendAccountToken } from "@/lib/auth/accounts";
import type { Person, Stranger } from "@/lib/auth/actor";
import { noteAttempt } from "@/lib/auth/attempts";
import { assertPassword, hashPassword } from "@/lib/auth/password";
import { endSessionsOf, endUnfinishedSessions, issueTicket } from "@/lib/auth/sessions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { assertBound, newBinding, tokenPass } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, invalidField } from "@/lib/core/errors";
import type { LinkInput } from "@/lib/core/input";
import { ordinaryRules } from "@/lib/core/password-rules";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { leave } from "@/lib/domain/departures/rules";
import { lockOrganizationsOf, solelyOwnedBy } from "@/lib/domain/members/rules";
import {
  admit,
  judgeNewPassword,
  type MailAsked,
  momentInWords,
  outcomeOf,
  passAsking,
  passwordChangedLetter,
  type Ticket,
  takePassword,
} from "@/lib/domain/sign-in/rules";
import { sendMail } from "@/lib/jobs/mail";
import { leaveRequest } from "@/lib/jobs/requests";
import type {
  ChangeEmailInput,
  ChangePasswordInput,
  ConfirmEmailChangeInput,
  DeleteAccountInput,
  ProfileInput,
  SignUpInput,
} from "./input";
import { assertOwnsNoneAlone, assertTypedEmail } from "./rules";

/** What a person's own deed was done to. */
function self({ userId, name }: Person) {
  return { kind: "user", id: userId, name } as const;
}

/**
 * Asks for an account: a link goes to the address, and nothing is granted before it is opened. Someone who has an account
 * already is told so by mail alone; the answer here is the same. Refuses when only invited people may sign up.
 */
export const signUp = command(
  "user.signed_up",
  async (who: Stranger, { name, email, password }: SignUpInput): Promise<MailAsked> => {
    if (env().SIGN_UP === "invitation")
      throw new AppError(
        "forbidden",
        "Accounts are made by invitation here. Ask an administrator to invite you.",
      );
    assertPassword(password, ordinaryRules, { name, email });
    await passAsking(who);
    const passwordHash = await hashPassword(password);
    const { code, payload: binding } = newBinding(who.browser);
    await change(pass({}), (tx) =>
      leaveRequest(tx, { deed: "sign-up", email, name, passwordHash, binding }, who.request),
    );
    return { code };
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
    const { account, ticket } = await change(tokenPass(input.token), async (tx) => {
      const { account } = await spendAccountToken(tx, "confirm-email", input.token);
      await tx.update(users).set({ emailVerifiedAt: now() }).where(eq(users.id, account.id));
      const { id, name } = account;
      await enter(tx, pass({ userId: id }));
      const target = { kind: "user", id, name } as const;
      await recordAudit(tx, { ...target, request: who.request }, "user.email_confirmed", target);
      return { account, ticket: await admit(tx, who, account, { method: "link" }) };
    });
    await noteAttempt(who.request, {
      email: account.email,
      userId: account.id,
      method: "link",
      outcome: outcomeOf(ticket),
    });
    return ticket;
  },
);

/** Changes what a person is called, and the zone in which they read dates. */
export const changeProfile = command(
  "user.profile_changed",
  async (person: Person, after: ProfileInput): Promise<ProfileInput> =>
    change(pass({ userId: person.userId }), async (tx) => {
      const account = await lockOwnAccount(tx, person);
      await tx.update(users).set(after).where(eq(users.id, person.userId));
      const before = { name: account.name, timeZone: account.timeZone };
      await recordAudit(tx, person, "user.profile_changed", self(person), { before, after });
      return after;
    }),
);

/** Has a link mailed to another address; the account takes it once that is opened. The answer does not tell whether it has an account. */
export const requestEmailChange = command(
  "user.email_change_asked",
  async (person: Person, { email }: ChangeEmailInput): Promise<{ email: string }> => {
    assertRecentFactor(person);
    if (email === person.email) throw invalidField("email", "This is your address already.");
    await change(pass({ userId: person.userId }), async (tx) => {
      await recordAudit(tx, person, "user.email_change_asked", self(person), { after: { email } });
      await leaveRequest(tx, { deed: "change-email", email, userId: person.userId }, person.request);
    });
    return { email };
  },
);

/**
 * Gives the account the address whose link was opened, renews this session, ends the others and tells the old address.
 * Refuses the link of another account, and an address that has found an account in the meantime.
 */
export const confirmEmailChange = command(
  "user.email_changed",
  async (person: Person, { token: secret }: ConfirmEmailChangeInput): Promise<Ticket & { email: string }> =>
    change(tokenPass(secret), async (tx) => {
      const { token, account } = await spendAccountToken(tx, "change-email", secret);
      if (account.id !== person.userId)
        throw new AppError("wrong-account", "This link is for another account. Sign in to that one first.");
      const email = String(token.payload.email);
      // Nobody has proven an address that only waits for its first letter; whoever opened ours has.
      await tx.delete(users).where(and(eq(users.email, email), isNull(users.emailVerifiedAt)));
      await tx.update(users).set({ email }).where(eq(users.id, account.id)).catch(refuseTakenEmail);
      await expireRestingTokens(tx, account.id);
      await endUnfinishedSessions(tx, account.id, person.sessionId);
      await endSessionsOf(tx, account.id, person.sessionId);
      await enter(tx, pass({ userId: account.id }));
      const values = { before: { email: account.email }, after: { email } };
      await recordAudit(tx, person, "user.email_changed", self(person), values);
      const props = { name: account.name, newEmail: email, at: momentInWords(), ip: person.request.ip };
      await sendMail(tx, account.email, { template: "email-changed", props });
      const ticket = await issueTicket(tx, account.id, { renews: person.sessionId });
      return { email, ticket, halfway: false };
    }),
);

function refuseTakenEmail(error: unknown): never {
  const { constraint_name: constraint } = ((error as Error).cause ?? error) as { constraint_name?: string };
  if (constraint !== "users_email_key") throw error;
  throw new AppError("conflict", "This address has an account of its own by now.");
}

/** Sets a new password, renews this session, ends the others where that was wished, and says so by mail. */
export const changePassword = command(
  "user.password_changed",
  async (person: Person, { password, otherSessions }: ChangePasswordInput): Promise<Ticket> => {
    assertRecentFactor(person);
    const chosen = await judgeNewPassword(person.userId, password);
    return change(pass({ userId: person.userId }), async (tx) => {
      const account = await lockOwnAccount(tx, person);
      await takePassword(tx, account, chosen);
      await expireRestingTokens(tx, account.id);
      await endUnfinishedSessions(tx, account.id, person.sessionId);
      if (otherSessions === "end") await endSessionsOf(tx, account.id, person.sessionId);
      await recordAudit(tx, person, "user.password_changed", self(person));
      await sendMail(tx, account.email, passwordChangedLetter(account, person.request));
      return { ticket: await issueTicket(tx, account.id, { renews: person.sessionId }), halfway: false };
    });
  },
);

/**
 * Deletes the account with its sessions, factors and memberships. Refuses unless its email is typed, and the only Owner of
 * an organization, saying which.
 */
export const deleteAccount = command(
  "user.deleted",
  async (person: Person, { confirm }: DeleteAccountInput): Promise<void> => {
    assertRecentFactor(person);
    assertTypedEmail(confirm, person.email);
    const { userId } = person;
    await change(pass({ userId }), async (tx) => {
      const joined = await lockOrganizationsOf(tx, userId);
      const account = await lockOwnAccount(tx, person);
      assertOwnsNoneAlone(await solelyOwnedBy(tx, userId));
      const { name } = account;
      for (const membership of joined) {
        const { organizationId } = membership;
        await enter(tx, pass({ organizationId }));
        const author = { kind: "user", id: userId, name, organizationId, request: person.request } as const;
        await leave(tx, author, membership, name);
      }
      await recordAudit(tx, person, "user.deleted", self(person), { before: { email: account.email } });
      await tx.delete(users).where(eq(users.id, userId));
      const props = { name, at: momentInWords() };
      await sendMail(tx, account.email, { template: "account-deleted", props });
    });
  },
);
