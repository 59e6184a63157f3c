import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { and, eq, gt } from "drizzle-orm";
import { change, pass, read, type Tx } from "@/db/door";
import { tokens } from "@/db/schema";
import { type Account, findAccount, findOwnAccount, lockAccount, lockOwnAccount } from "@/lib/auth/accounts";
import type { Person } from "@/lib/auth/actor";
import { noteAttempt } from "@/lib/auth/attempts";
import { reserveAttempt } from "@/lib/auth/counters";
import { factorsOf, hasSecondFactor } from "@/lib/auth/factors";
import { passkeyRequest, passkeysOf } from "@/lib/auth/passkeys";
import { verifyPassword } from "@/lib/auth/password";
import { demandsOn } from "@/lib/auth/policy";
import { checkSecondFactor } from "@/lib/auth/second-factor";
import { issueTicket } from "@/lib/auth/sessions";
import { codeAttempts, countTokens, expireTokens, issueToken } from "@/lib/auth/tokens";
import { hour, minute, now } from "@/lib/core/clock";
import { newCode, sameText, sha256 } from "@/lib/core/crypto";
import { AppError, invalidField } from "@/lib/core/errors";
import type { SecondFactorMethod } from "@/lib/core/sign-in";
import { linksPerHour } from "@/lib/domain/account-requests/rules";
import { command, recordAudit } from "@/lib/domain/audit/record";
import {
  forgivePassword,
  passNetwork,
  passwordSubject,
  refusedFactor,
  type Ticket,
  tellChange,
  tellCloned,
  tellHeld,
} from "@/lib/domain/sign-in/rules";
import { sendMail } from "@/lib/jobs/mail";
import type { StepUpInput, StepUpWay } from "./input";

/** How the person may prove that it is them: by a second factor where they have one, else by their password, else by mail. */
async function waysOf(tx: Tx, account: Account): Promise<StepUpWay[]> {
  const factors = await factorsOf(tx, account.id);
  if (!hasSecondFactor(factors)) return [account.passwordHash === null ? "email-code" : "password"];
  const ways: StepUpWay[] = [];
  if (factors.passkeys > 0) ways.push("passkey");
  if (factors.authenticator) ways.push("totp");
  if (factors.recoveryCodes > 0) ways.push("recovery-code");
  return ways;
}

/** Begins to ask someone who is signed in to prove that it is them: by which ways, and for a passkey its challenge. */
export const beginStepUp = command(
  "challenge",
  (
    who: Person,
    _: object,
  ): Promise<{ ways: StepUpWay[]; passkey: PublicKeyCredentialRequestOptionsJSON | null }> =>
    change(pass({ userId: who.userId }), async (tx) => {
      const ways = await waysOf(tx, await findOwnAccount(tx, who));
      const passkey = ways.includes("passkey")
        ? await passkeyRequest(tx, who.sessionId, await passkeysOf(tx, who.userId))
        : null;
      return { ways, passkey };
    }),
);

/** Mails six digits to someone who has neither a second factor nor a password. At most five an hour. */
export const mailStepUpCode = command(
  "challenge",
  (who: Person, _: object): Promise<{ email: string }> =>
    change(pass({ userId: who.userId }), async (tx) => {
      const account = await lockAccount(tx, { id: who.userId });
      if (!account || !(await waysOf(tx, account)).includes("email-code"))
        throw new AppError("conflict", "You have a better way to confirm that it is you. Use that.");
      if ((await countTokens(tx, "step-up-code", who.userId, hour)) >= linksPerHour)
        throw new AppError(
          "rate-limited",
          `${linksPerHour} codes were sent within an hour. Wait, then try again.`,
        );
      const code = newCode(6);
      await expireTokens(tx, "step-up-code", who.userId);
      const payload = { codeHash: sha256(code), sessionId: who.sessionId };
      await issueToken(tx, "step-up-code", who.userId, { payload });
      const props = { name: account.name, code, expiresInMinutes: 10 };
      await sendMail(tx, account.email, { template: "step-up-code", props });
      return { email: account.email };
    }),
);

/**
 * Proves once more that the person at this session is its holder, and renews it: the ticket gives it another secret, so
 * that a copy of the cookie from before has nothing of it. Refuses ways that are weaker than the best they have.
 */
export const stepUp = command(
  "session.stepped_up",
  async (who: Person, proof: StepUpInput): Promise<Ticket> => {
    const ways = await read(pass({ userId: who.userId }), async (tx) =>
      waysOf(tx, await findOwnAccount(tx, who)),
    );
    if (!ways.includes(proof.way))
      throw new AppError("conflict", "This is no way to confirm that it is you. Use one that is offered.");
    const secondFactor = await assertProven(who, proof);
    return change(pass({ userId: who.userId }), async (tx) => {
      await lockOwnAccount(tx, who);
      const target = { kind: "session", id: who.sessionId, name: who.name } as const;
      await recordAudit(tx, who, "session.stepped_up", target, { after: { way: proof.way } });
      const rise = { renews: who.sessionId, proven: true, ...(secondFactor ? { secondFactor } : {}) };
      return { ticket: await issueTicket(tx, who.userId, rise), halfway: false };
    });
  },
);

/** Refuses a proof that is not right; answers the second factor that it was, if it was one. */
async function assertProven(who: Person, proof: StepUpInput): Promise<SecondFactorMethod | null> {
  if (proof.way === "password") return assertPasswordRight(who, proof.password);
  if (proof.way === "email-code") return assertCodeRight(who, proof.code);
  const verdict = await checkSecondFactor(who.userId, proof, who.sessionId);
  if (!verdict.right) {
    const { userId, email, request } = who;
    const { method, reason } = verdict;
    await noteAttempt(request, { email, userId, method, outcome: "failure", reason });
    if (verdict.cloned) await tellCloned(verdict.cloned, who.request);
    throw refusedFactor(verdict.method, verdict.reason);
  }
  const { codesLeft } = verdict;
  if (codesLeft !== undefined)
    await change(pass({}), (tx) => tellChange(tx, who, "recovery-code-used", String(codesLeft), who.request));
  return verdict.method;
}

/** Guesses within a stolen session count like any others. */
async function assertPasswordRight({ userId, email, request }: Person, password: string): Promise<null> {
  const attempt = { email, userId, method: "password" } as const;
  await passNetwork(request, attempt);
  const { account, lockout } = await read(pass({}), async (tx) => ({
    account: await findAccount(tx, { id: userId }),
    lockout: (await demandsOn(tx, userId)).lockout,
  }));
  const reserved = await reserveAttempt(passwordSubject(email), lockout);
  const right = await verifyPassword(reserved.allowed ? account?.passwordHash : null, password);
  if (right) {
    await forgivePassword(email, request);
    return null;
  }
  const reason = reserved.allowed ? "wrong-password" : "account-locked";
  await noteAttempt(request, { ...attempt, outcome: "failure", reason });
  if (reserved.allowed && reserved.heldUntil) await tellHeld(email, reserved.failures, request);
  if (reserved.allowed) throw invalidField("password", "This password is not right. Try again.");
  const minutes = Math.ceil((reserved.heldUntil.getTime() - now().getTime()) / minute);
  throw invalidField(
    "password",
    minutes > 60
      ? "Too many wrong passwords. Unlock your account by the link we mailed you."
      : `Too many wrong passwords. Wait ${minutes} minutes, or unlock your account by the link we mailed you.`,
  );
}

/** Spends the mailed code, if it is right; five wrong ones end it. */
async function assertCodeRight({ userId, sessionId }: Person, code: string): Promise<null> {
  const verdict = await change(pass({}), async (tx) => {
    const live = [
      eq(tokens.subjectId, userId),
      eq(tokens.purpose, "step-up-code"),
      gt(tokens.expiresAt, now()),
    ];
    const [token] = await tx
      .select()
      .from(tokens)
      .where(and(...live))
      .for("update");
    if (token?.payload.sessionId !== sessionId || token.failedAttempts >= codeAttempts) return "dead";
    if (sameText(String(token.payload.codeHash), sha256(code))) {
      await tx.delete(tokens).where(eq(tokens.id, token.id));
      return "right";
    }
    await tx
      .update(tokens)
      .set({ failedAttempts: token.failedAttempts + 1 })
      .where(eq(tokens.id, token.id));
    return "wrong";
  });
  if (verdict === "dead") throw invalidField("code", "This code is no longer valid. Have a new one mailed.");
  if (verdict === "wrong") throw invalidField("code", "This code is not right. Look in the letter again.");
  return null;
}
