import { eq } from "drizzle-orm";
import { change, enter, pass, type Tx } from "@/db/door";
import { users } from "@/db/schema";
import { type Account, lockAccount } from "@/lib/auth/accounts";
import { heldUntil, longestOwnerHold, shortenHold } from "@/lib/auth/counters";
import { countTokens, dropTokens, expireTokens, issueToken } from "@/lib/auth/tokens";
import { day, fromNow, hour, minute, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import type { RequestContext } from "@/lib/core/request";
import { recordAudit } from "@/lib/domain/audit/record";
import { solelyOwnedBy } from "@/lib/domain/members/rules";
import { passwordSubject } from "@/lib/domain/sign-in/rules";
import { sendMail } from "@/lib/jobs/mail";
import type { AccountRequest } from "@/lib/jobs/requests";
import { linksPerHour, linkTo, mailLink } from "./rules";

/** Answers what was asked of an address, by mail and to nobody else. What has no account gets no answer. */
export async function answerRequest(request: AccountRequest, context: RequestContext): Promise<void> {
  await change(pass({ userId: "" }), async (tx) => {
    if (request.deed === "sign-up") return openAccount(tx, request, context);
    const account = await lockAccount(tx, { email: request.email });
    if (request.deed === "change-email") return proposeEmail(tx, request, account);
    if (!account) return;
    if (request.deed === "tell-locked") return tellLocked(tx, account, request.failures, context);
    const { deed, binding, goTo } = request;
    if (deed === "confirm-email") await expireTokens(tx, deed, account.id);
    await mailLink(tx, account, deed, { ...binding, ...(goTo ? { goTo } : {}) }, context);
  });
}

/** Makes an account that waits for its address to be confirmed, or tells someone who has one that they do. */
async function openAccount(
  tx: Tx,
  { email, name, passwordHash, binding }: Extract<AccountRequest, { deed: "sign-up" }>,
  context: RequestContext,
): Promise<void> {
  const fresh = { id: newId("user"), email, name, passwordHash, passwordChangedAt: now(), createdAt: now() };
  const [created] = await tx.insert(users).values(fresh).onConflictDoNothing().returning();
  const account = created ?? (await lockAccount(tx, { email }));
  if (!account) throw new Error("The account vanished while it was being made.");
  if (account.emailVerifiedAt) return tellAlreadyRegistered(tx, account);
  // Nobody has proven this address yet, so whoever asks last, and then opens the mail, is who it is for.
  await tx
    .update(users)
    .set({ name, passwordHash, passwordChangedAt: now() })
    .where(eq(users.id, account.id));
  await expireTokens(tx, "confirm-email", account.id);
  await enter(tx, pass({ userId: account.id }));
  const target = { kind: "user", id: account.id, name } as const;
  await recordAudit(tx, { ...target, request: context }, "user.signed_up", target);
  await mailLink(tx, { ...account, name }, "confirm-email", binding, context);
}

/** Tells someone by mail that they have an account already, five times an hour at most. Needs the account locked. */
async function tellAlreadyRegistered(tx: Tx, { id, email, name }: Account): Promise<void> {
  if ((await countTokens(tx, "already-registered", id, hour)) >= linksPerHour) return;
  await issueToken(tx, "already-registered", id);
  await sendMail(tx, email, {
    template: "already-registered",
    props: { name, signInLink: `${env().APP_URL}/sign-in` },
  });
}

/** Asks a new address whether it is the person's own; one that has an account is told so instead. */
async function proposeEmail(
  tx: Tx,
  { email, userId }: Extract<AccountRequest, { deed: "change-email" }>,
  taken: Account | undefined,
): Promise<void> {
  const account = await lockAccount(tx, { id: userId });
  if (!account || (await countTokens(tx, "change-email", userId, hour)) >= linksPerHour) return;
  await expireTokens(tx, "change-email", userId);
  const secret = await issueToken(tx, "change-email", userId, { payload: { email } });
  // Waiting looks the same for an address that has an account; but its link goes to nobody.
  if (taken?.emailVerifiedAt) return tellAlreadyRegistered(tx, taken);
  const props = { name: account.name, link: linkTo("/account/email/confirm", secret), expiresInMinutes: 60 };
  await sendMail(tx, email, { template: "change-email", props });
}

/** Tells the holder of an account why its password rests, with a link that ends the rest. The only Owner of an organization is never held for good. */
async function tellLocked(tx: Tx, account: Account, failures: number, { ip }: RequestContext): Promise<void> {
  if (!account.emailVerifiedAt || account.apiOnly) return;
  const subject = passwordSubject(account.email);
  const held = await heldUntil(tx, subject);
  if (!held) return;
  const forGood = held > fromNow(day);
  const owner = forGood && (await solelyOwnedBy(tx, account.id)).length > 0;
  if (owner) await shortenHold(tx, subject, longestOwnerHold);
  const left = owner ? longestOwnerHold : held.getTime() - now().getTime();
  const minutes = forGood && !owner ? null : Math.ceil(left / minute);
  await dropTokens(tx, "unlock", account.id);
  const secret = await issueToken(tx, "unlock", account.id);
  const props = { name: account.name, failures, minutes, ip, unlockLink: linkTo("/sign-in/unlock", secret) };
  await sendMail(tx, account.email, { template: "account-locked", props });
}
