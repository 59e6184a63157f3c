import { and, desc, eq, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { passwordHistory, users } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { expireTokens, findToken, spendToken, type Token, type TokenPurpose } from "./tokens";

export type Account = typeof users.$inferSelect;

type Which = { id: string } | { email: string };

const isAccount = (by: Which) => ("id" in by ? eq(users.id, by.id) : eq(users.email, by.email));

/** An account as it is at this moment. */
export async function findAccount(tx: Pick<Tx, "select">, by: Which): Promise<Account | undefined> {
  const [account] = await tx.select().from(users).where(isAccount(by));
  return account;
}

/**
 * An account, locked until the transaction ends. Every deed that rests on an account's credentials, or changes them,
 * takes this lock before any of its tokens, so that none overtakes another and none waits for the other.
 */
export async function lockAccount(tx: Tx, by: Which): Promise<Account | undefined> {
  const [account] = await tx.select().from(users).where(isAccount(by)).for("update");
  return account;
}

const vanished = () => new AppError("gone", "This account no longer exists.");

/** The account of whoever is signed in. Refuses with *gone*. */
export async function findOwnAccount(
  tx: Pick<Tx, "select">,
  { userId }: { userId: string },
): Promise<Account> {
  const account = await findAccount(tx, { id: userId });
  if (!account) throw vanished();
  return account;
}

/** The same, locked until the transaction ends. */
export async function lockOwnAccount(tx: Tx, { userId }: { userId: string }): Promise<Account> {
  const account = await lockAccount(tx, { id: userId });
  if (!account) throw vanished();
  return account;
}

/** Spends a token of an account, with the account locked first. Refuses with *gone*. */
export async function spendAccountToken(
  tx: Tx,
  purpose: TokenPurpose,
  secret: string,
): Promise<{ token: Token; account: Account }> {
  const found = await findToken(tx, purpose, secret);
  const account = found && (await lockAccount(tx, { id: found.subjectId }));
  const token = await spendToken(tx, purpose, secret);
  if (!account) throw vanished();
  return { token, account };
}

/** What rests on an account's address or password, and is worth nothing once either changes. */
const restingTokens = [
  "ticket",
  "sign-in-link",
  "reset-password",
  "unlock",
  "change-email",
] satisfies TokenPurpose[];

/** Ends the links and tickets that rest on the former address or password of a locked account. */
export async function expireRestingTokens(tx: Tx, accountId: string): Promise<void> {
  for (const purpose of restingTokens) await expireTokens(tx, purpose, accountId);
}

/**
 * The account of an address that was just proven: the one there is, locked, or a new one without a password. One that
 * nobody had proven before counts as new: what was set for it may be a stranger's and is wiped.
 */
export async function accountOfProvenAddress(
  tx: Tx,
  { email, name }: { email: string; name: string },
): Promise<{ account: Account; made: boolean }> {
  const fresh = { id: newId("user"), email, name, emailVerifiedAt: now(), createdAt: now() };
  const [made] = await tx.insert(users).values(fresh).onConflictDoNothing().returning();
  if (made) return { account: made, made: true };
  const account = await lockAccount(tx, { email });
  if (!account) throw new Error("The account vanished while its address was being proven.");
  if (account.emailVerifiedAt) return { account, made: false };
  const proof = { name, emailVerifiedAt: now(), passwordHash: null, passwordChangedAt: null };
  await tx.update(users).set(proof).where(eq(users.id, account.id));
  return { account: { ...account, ...proof }, made: true };
}

/** More than any organization may ask to be remembered. */
const passwordsKept = 24;

/** Gives a locked account a new password, and remembers the old one for organizations that let none come again. */
export async function setPassword(tx: Tx, account: Account, passwordHash: string): Promise<void> {
  await tx.update(users).set({ passwordHash, passwordChangedAt: now() }).where(eq(users.id, account.id));
  if (account.passwordHash === null) return;
  const old = { userId: account.id, passwordHash: account.passwordHash, replacedAt: now() };
  await tx.insert(passwordHistory).values(old);
  const kept = tx
    .select({ replacedAt: passwordHistory.replacedAt })
    .from(passwordHistory)
    .where(eq(passwordHistory.userId, account.id))
    .orderBy(desc(passwordHistory.replacedAt))
    .limit(passwordsKept);
  await tx
    .delete(passwordHistory)
    .where(and(eq(passwordHistory.userId, account.id), notInArray(passwordHistory.replacedAt, kept)));
}

/** The hashes of an account's last `number` passwords, the present one among them. */
export async function lastPasswords(
  tx: Pick<Tx, "select">,
  { id, passwordHash }: Account,
  number: number,
): Promise<(string | null)[]> {
  if (number === 0) return [];
  const old = await tx
    .select({ passwordHash: passwordHistory.passwordHash })
    .from(passwordHistory)
    .where(eq(passwordHistory.userId, id))
    .orderBy(desc(passwordHistory.replacedAt))
    .limit(number - 1);
  return [passwordHash, ...old.map((row) => row.passwordHash)];
}
