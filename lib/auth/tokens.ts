import { and, count, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { change, pass, read, type Tx } from "@/db/door";
import { tokens } from "@/db/schema";
import { day, fromNow, hour, minute, now } from "@/lib/core/clock";
import { newCode, newSecret, sameText, sha256 } from "@/lib/core/crypto";
import { AppError, invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";

/** What a single-use secret is for, and how long it holds in milliseconds. */
export const tokenLife = {
  /** Carries a proven sign-in from the command that proved it to the session that it starts. */
  ticket: minute,
  "sign-in-link": 10 * minute,
  "confirm-email": 10 * minute,
  "reset-password": 10 * minute,
  invitation: 7 * day,
  /** Never sent: remembers that someone was told they have an account, so that they are not told without end. */
  "already-registered": hour,
  /** Ends what holds an account's password sign-in. */
  unlock: day,
  /** Goes to a new address before the account takes it. */
  "change-email": hour,
  /** Goes to an address that an organization wants its alerts or invoices sent to; the subject is which of them. */
  "contact-email": 7 * day,
  /** Goes to whoever is to have a new API key, which is only made once they open it; the subject is the key. */
  "key-reveal": day,
  /** Never a link: its short code is typed into the session that asked for it. */
  "step-up-code": 10 * minute,
  /** Not sent but asked of an authenticator; the subject is whoever may answer. */
  "passkey-sign-in": 5 * minute,
  "passkey-registration": 5 * minute,
} as const;

export type TokenPurpose = keyof typeof tokenLife;
export type Token = typeof tokens.$inferSelect;

/** A wrong code this many times, and the link is dead. */
export const codeAttempts = 5;

const deadLink = "This link is no longer valid. It may have been used, or a newer one has replaced it.";

/**
 * Makes a token of 256 random bits and answers its secret, which is stored as SHA-256 only.
 * `organizationId` puts it behind that organization's wall.
 */
export async function issueToken(
  tx: Tx,
  purpose: TokenPurpose,
  subjectId: string,
  more: { organizationId?: string; payload?: Record<string, unknown>; lifeMs?: number } = {},
): Promise<string> {
  const secret = newSecret();
  await tx.insert(tokens).values({
    id: newId("token"),
    purpose,
    secretHash: sha256(secret),
    subjectId,
    organizationId: more.organizationId ?? null,
    payload: more.payload ?? {},
    createdAt: now(),
    expiresAt: fromNow(more.lifeMs ?? tokenLife[purpose]),
  });
  return secret;
}

/** Kills every token of this purpose and subject; a newer link does so to the older. */
export async function dropTokens(tx: Tx, purpose: TokenPurpose, subjectId: string): Promise<void> {
  await tx.delete(tokens).where(and(eq(tokens.purpose, purpose), eq(tokens.subjectId, subjectId)));
}

/** Lets every token of this purpose and subject run out at once; unlike dropped ones they still count as sent. */
export async function expireTokens(tx: Tx, purpose: TokenPurpose, subjectId: string): Promise<void> {
  await tx
    .update(tokens)
    .set({ expiresAt: now() })
    .where(and(eq(tokens.purpose, purpose), eq(tokens.subjectId, subjectId), gt(tokens.expiresAt, now())));
}

/** How many tokens of this purpose, and with this in their payload, the subject was sent in the last `milliseconds` and has not spent. */
export async function countTokens(
  tx: Tx,
  purpose: TokenPurpose,
  subjectId: string,
  milliseconds: number,
  payload: Record<string, unknown> = {},
): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(tokens)
    .where(
      and(
        eq(tokens.purpose, purpose),
        eq(tokens.subjectId, subjectId),
        gt(tokens.createdAt, fromNow(-milliseconds)),
        sql`${tokens.payload} @> ${JSON.stringify(payload)}::jsonb`,
      ),
    );
  return row?.total ?? 0;
}

/** The pass by which a secret opens its own row and nothing else. */
export function tokenPass(secret: string) {
  return pass({ tokenHash: sha256(secret) });
}

/** Looks at a token without spending it, for the page that a link opens. Null when there is none; an expired one is told by its date. */
export async function peekToken(purpose: TokenPurpose, secret: string): Promise<Token | null> {
  return read(tokenPass(secret), (tx) => findToken(tx, purpose, secret));
}

/** The same within a transaction that has the token's own pass. */
export async function findToken(tx: Tx, purpose: TokenPurpose, secret: string): Promise<Token | null> {
  const [token] = await tx
    .select()
    .from(tokens)
    .where(and(eq(tokens.secretHash, sha256(secret)), eq(tokens.purpose, purpose)));
  return token ?? null;
}

/**
 * Spends a token: of any number of attempts at once, one gets it (`DELETE … RETURNING`), if it has not
 * expired. Needs a transaction with the token's own pass. Refuses with *gone*.
 */
export async function spendToken(tx: Tx, purpose: TokenPurpose, secret: string): Promise<Token> {
  const [token] = await tx
    .delete(tokens)
    .where(
      and(eq(tokens.secretHash, sha256(secret)), eq(tokens.purpose, purpose), gt(tokens.expiresAt, now())),
    )
    .returning();
  if (!token) throw new AppError("gone", deadLink);
  return token;
}

/** What binds a link to the browser that asked for it: its secret, or a code that it shows. */
export function newBinding(browser: string | null): { code: string; payload: Record<string, unknown> } {
  const code = newCode(6);
  return { code, payload: { browserHash: browser && sha256(browser), codeHash: sha256(code) } };
}

/** Whether the browser is the one that asked, so that no code is needed. */
export function isBoundTo(token: Token, browser: string | null): boolean {
  const { browserHash } = token.payload;
  return browser !== null && typeof browserHash === "string" && sameText(browserHash, sha256(browser));
}

/**
 * Refuses to go on unless the browser is the one that asked or the code it showed is right. A wrong code
 * is counted in a transaction of its own, and after five the link is dead.
 */
export async function assertBound(
  purpose: TokenPurpose,
  secret: string,
  browser: string | null,
  code: string | undefined,
): Promise<void> {
  const verdict = await change(tokenPass(secret), async (tx) => {
    const [token] = await tx
      .select()
      .from(tokens)
      .where(
        and(eq(tokens.secretHash, sha256(secret)), eq(tokens.purpose, purpose), gt(tokens.expiresAt, now())),
      )
      .for("update");
    if (!token || token.failedAttempts >= codeAttempts) return "dead";
    if (isBoundTo(token, browser)) return "bound";
    if (!code) return "code-missing";
    if (sameText(String(token.payload.codeHash), sha256(code.replace(/\s/g, "")))) return "bound";
    await tx
      .update(tokens)
      .set({ failedAttempts: sql`${tokens.failedAttempts} + 1` })
      .where(eq(tokens.id, token.id));
    return "code-wrong";
  });
  if (verdict === "dead") throw new AppError("gone", deadLink);
  if (verdict === "code-missing") throw invalidField("code", "Enter the code shown where you started.");
  if (verdict === "code-wrong") throw invalidField("code", "This code is not right. Look where you started.");
}

/** What nobody was sent needs no words once it has expired. */
const neverSent: TokenPurpose[] = ["ticket", "passkey-sign-in", "passkey-registration"];

/** An expired link still tells that it expired for this long; then it is as if it had never been. */
const expiredKeptMs = 30 * day;

/** Forgets tokens that expired long ago. */
export async function sweepTokens(): Promise<void> {
  await change(pass({}), async (tx) => {
    await tx.delete(tokens).where(lt(tokens.expiresAt, fromNow(-expiredKeptMs)));
    await tx.delete(tokens).where(and(inArray(tokens.purpose, neverSent), lt(tokens.expiresAt, now())));
  });
}
