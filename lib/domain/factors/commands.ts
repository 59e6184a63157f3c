import { and, eq, gt, isNotNull, isNull, ne } from "drizzle-orm";
import { toString as qrCode } from "qrcode";
import { change, pass, type Tx } from "@/db/door";
import { authenticators, passkeys, recoveryCodes } from "@/db/schema";
import { lockOwnAccount } from "@/lib/auth/accounts";
import type { Halfway, Person } from "@/lib/auth/actor";
import { forgiveAttempts } from "@/lib/auth/counters";
import { passkeyCreation, passkeysOf, verifyNewPasskey } from "@/lib/auth/passkeys";
import { newRecoveryCodes } from "@/lib/auth/recovery-codes";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { checkTotp, newTotpSecret, sealTotp, totpSubject, totpUri } from "@/lib/auth/totp";
import { fromNow, minute, now } from "@/lib/core/clock";
import { AppError, invalidField, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganizationsOf } from "@/lib/domain/members/rules";
import { type Ticket, tellChange } from "@/lib/domain/sign-in/rules";
import type {
  AddPasskeyInput,
  ConfirmAuthenticatorInput,
  RemoveAuthenticatorInput,
  RemovePasskeyInput,
  RenamePasskeyInput,
} from "./input";
import {
  assertHasFactor,
  assertMayEnrol,
  assertNotLast,
  mostPasskeys,
  noteCompleted,
  renewed,
} from "./rules";

/** A set-up that is not finished by then begins anew. */
const setUpWithinMs = 15 * minute;

/** Codes for someone who has none yet: they come with the first factor. */
async function firstRecoveryCodes(tx: Tx, userId: string): Promise<string[] | null> {
  const [set] = await tx.select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  return set ? null : newRecoveryCodes(tx, userId);
}

/**
 * Begins to set up an authenticator app, beside the one that holds until the new one is confirmed. The secret is
 * answered here and never again; beginning once more takes its place.
 */
export const startAuthenticator = command("challenge", async (who: Person | Halfway, _: object) => {
  const [authenticatorId, secret] = [newId("authenticator"), newTotpSecret()];
  const uri = totpUri(secret, who.email);
  await change(pass({ userId: who.userId }), async (tx) => {
    await lockOwnAccount(tx, who);
    await assertMayEnrol(tx, who);
    await tx
      .delete(authenticators)
      .where(and(eq(authenticators.userId, who.userId), isNull(authenticators.confirmedAt)));
    await tx.insert(authenticators).values({
      id: authenticatorId,
      userId: who.userId,
      sealedSecret: sealTotp(authenticatorId, secret),
      createdAt: now(),
    });
  });
  const qr = await qrCode(uri, { type: "svg", margin: 1 });
  return { authenticatorId, secret: secret.match(/.{1,4}/g)?.join(" ") ?? secret, uri, qr };
});

/** Switches an authenticator app on by a code of it, in place of the one before. Refuses one whose set-up was begun anew. */
export const confirmAuthenticator = command(
  "factor.authenticator_added",
  async (
    who: Person | Halfway,
    { authenticatorId, code, otherSessions }: ConfirmAuthenticatorInput,
  ): Promise<Ticket & { recoveryCodes: string[] | null }> => {
    const pending = and(
      eq(authenticators.userId, who.userId),
      eq(authenticators.id, authenticatorId),
      isNull(authenticators.confirmedAt),
      gt(authenticators.createdAt, fromNow(-setUpWithinMs)),
    );
    const stale = new AppError(
      "conflict",
      "This set-up is no longer valid. Begin again and scan the new code.",
    );
    await change(pass({ userId: who.userId }), async (tx) => {
      await assertMayEnrol(tx, who);
      const [found] = await tx.select({ id: authenticators.id }).from(authenticators).where(pending);
      if (!found) throw stale;
    });
    const verdict = await checkTotp(who.userId, code, { id: authenticatorId });
    if (verdict === "factor-resting")
      throw invalidField("code", "Too many wrong codes. Wait 15 minutes, then try again.");
    if (verdict !== "right")
      throw invalidField("code", "This code is not right. Enter the one your app shows now.");
    const done = await change(pass({ userId: who.userId }), async (tx) => {
      const account = await lockOwnAccount(tx, who);
      await assertMayEnrol(tx, who);
      await tx
        .delete(authenticators)
        .where(
          and(
            eq(authenticators.userId, who.userId),
            isNotNull(authenticators.confirmedAt),
            ne(authenticators.id, authenticatorId),
          ),
        );
      const [confirmed] = await tx
        .update(authenticators)
        .set({ confirmedAt: now() })
        .where(pending)
        .returning({ id: authenticators.id });
      if (!confirmed) throw stale;
      const target = { kind: "authenticator", id: authenticatorId, name: "Authenticator app" } as const;
      await recordAudit(tx, who, "factor.authenticator_added", target);
      await tellChange(tx, account, "authenticator-added", null, who.request);
      return {
        recoveryCodes: await firstRecoveryCodes(tx, who.userId),
        ...(await renewed(tx, who, account, "totp", otherSessions)),
      };
    });
    await noteCompleted(who, "totp");
    return done;
  },
);

/** Removes the authenticator app. Refuses the last factor of someone whose organization requires one. */
export const removeAuthenticator = command(
  "factor.authenticator_removed",
  async (who: Person, { otherSessions }: RemoveAuthenticatorInput): Promise<Ticket> => {
    assertRecentFactor(who);
    return change(pass({ userId: who.userId }), async (tx) => {
      await lockOrganizationsOf(tx, who.userId);
      const account = await lockOwnAccount(tx, who);
      await assertNotLast(tx, who.userId, "authenticator");
      const [removed] = await tx
        .delete(authenticators)
        .where(and(eq(authenticators.userId, who.userId), isNotNull(authenticators.confirmedAt)))
        .returning();
      if (!removed) throw notFound("authenticator app");
      await forgiveAttempts(tx, totpSubject(who.userId));
      const target = { kind: "authenticator", id: removed.id, name: "Authenticator app" } as const;
      await recordAudit(tx, who, "factor.authenticator_removed", target);
      await tellChange(tx, account, "authenticator-removed", null, who.request);
      return renewed(tx, who, account, null, otherSessions);
    });
  },
);

/** Asks the browser to make a passkey. */
export const startPasskey = command("challenge", (who: Person | Halfway, _: object) =>
  change(pass({ userId: who.userId }), async (tx) => {
    await assertMayEnrol(tx, who);
    const user = { id: who.userId, email: who.email, name: who.name };
    return passkeyCreation(tx, who.sessionId, user, await passkeysOf(tx, who.userId));
  }),
);

/** Adds the passkey that the browser made. Refuses one that is not for us, was not unlocked by its holder, or is known already. */
export const addPasskey = command(
  "factor.passkey_added",
  async (
    who: Person | Halfway,
    { name, response, otherSessions }: AddPasskeyInput,
  ): Promise<Ticket & { id: string; name: string; recoveryCodes: string[] | null }> => {
    await change(pass({ userId: who.userId }), (tx) => assertMayEnrol(tx, who));
    const made = await verifyNewPasskey(response, who.sessionId);
    const done = await change(pass({ userId: who.userId }), async (tx) => {
      const account = await lockOwnAccount(tx, who);
      await assertMayEnrol(tx, who);
      if ((await passkeysOf(tx, who.userId)).length >= mostPasskeys)
        throw new AppError("conflict", `An account has at most ${mostPasskeys} passkeys. Remove one first.`);
      const id = newId("passkey");
      const [added] = await tx
        .insert(passkeys)
        .values({ id, userId: who.userId, name, ...made, createdAt: now() })
        .onConflictDoNothing()
        .returning();
      if (!added) throw new AppError("conflict", "This passkey is registered already.");
      const target = { kind: "passkey", id, name } as const;
      await recordAudit(tx, who, "factor.passkey_added", target, { after: { synced: made.synced } });
      await tellChange(tx, account, "passkey-added", name, who.request);
      return {
        id,
        name,
        recoveryCodes: await firstRecoveryCodes(tx, who.userId),
        ...(await renewed(tx, who, account, "passkey", otherSessions)),
      };
    });
    await noteCompleted(who, "passkey");
    return done;
  },
);

/** Gives a passkey another name. */
export const renamePasskey = command(
  "factor.passkey_renamed",
  async (who: Person, { passkeyId, name }: RenamePasskeyInput): Promise<{ name: string }> =>
    change(pass({ userId: who.userId }), async (tx) => {
      const mine = and(eq(passkeys.id, passkeyId), eq(passkeys.userId, who.userId));
      const [passkey] = await tx.select().from(passkeys).where(mine).for("update");
      if (!passkey) throw notFound("passkey");
      await tx.update(passkeys).set({ name }).where(mine);
      const target = { kind: "passkey", id: passkeyId, name } as const;
      const changed = { before: { name: passkey.name }, after: { name } };
      await recordAudit(tx, who, "factor.passkey_renamed", target, changed);
      return { name };
    }),
);

/** Removes a passkey. Refuses the last factor of someone whose organization requires one. */
export const removePasskey = command(
  "factor.passkey_removed",
  async (
    who: Person,
    { passkeyId, otherSessions }: RemovePasskeyInput,
  ): Promise<Ticket & { name: string }> => {
    assertRecentFactor(who);
    return change(pass({ userId: who.userId }), async (tx) => {
      await lockOrganizationsOf(tx, who.userId);
      const account = await lockOwnAccount(tx, who);
      await assertNotLast(tx, who.userId, "passkey");
      const [removed] = await tx
        .delete(passkeys)
        .where(and(eq(passkeys.id, passkeyId), eq(passkeys.userId, who.userId)))
        .returning();
      if (!removed) throw notFound("passkey");
      const { name } = removed;
      await recordAudit(tx, who, "factor.passkey_removed", { kind: "passkey", id: passkeyId, name });
      await tellChange(tx, account, "passkey-removed", name, who.request);
      return { name, ...(await renewed(tx, who, account, null, otherSessions)) };
    });
  },
);

/** Makes ten new recovery codes; the old ones are worth nothing from then on. Refuses an account without a second factor. */
export const makeRecoveryCodes = command(
  "factor.recovery_codes_made",
  async (who: Person, _: object): Promise<{ recoveryCodes: string[] }> => {
    assertRecentFactor(who);
    return change(pass({ userId: who.userId }), async (tx) => {
      const account = await lockOwnAccount(tx, who);
      await assertHasFactor(tx, who.userId);
      const codes = await newRecoveryCodes(tx, who.userId);
      const target = { kind: "user", id: who.userId, name: who.name } as const;
      await recordAudit(tx, who, "factor.recovery_codes_made", target);
      await tellChange(tx, account, "recovery-codes-made", null, who.request);
      return { recoveryCodes: codes };
    });
  },
);
