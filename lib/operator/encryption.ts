import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { authenticators } from "@/db/schema";
import { openTotp, sealTotp } from "@/lib/auth/totp";
import { isSealedByFirst } from "@/lib/core/crypto";

/**
 * Encrypts anew, by the first key of ENCRYPTION_KEY, what an older one holds: the secrets of authenticator apps. Letters
 * that wait keep their key until they are sent. Throws, with nothing of that row changed, where no configured key opens it.
 */
export async function rotateEncryption(): Promise<{ secrets: number; renewed: number }> {
  const rows = await database().select({ id: authenticators.id }).from(authenticators);
  let renewed = 0;
  for (const { id } of rows) {
    await change(pass({}), async (tx) => {
      const [row] = await tx.select().from(authenticators).where(eq(authenticators.id, id)).for("update");
      if (!row || isSealedByFirst(row.sealedSecret)) return;
      const sealedSecret = sealTotp(id, openTotp(row));
      await tx.update(authenticators).set({ sealedSecret }).where(eq(authenticators.id, id));
      renewed += 1;
    });
  }
  return { secrets: rows.length, renewed };
}
