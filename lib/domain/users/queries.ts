import { and, desc, eq, gt } from "drizzle-orm";
import { pass, read } from "@/db/door";
import { tokens } from "@/db/schema";
import { findAccount } from "@/lib/auth/accounts";
import type { Person } from "@/lib/auth/actor";
import { now } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { solelyOwnedBy } from "@/lib/domain/members/rules";

/** A person's own account: who they are, an address that waits to be confirmed, and what would keep it from being deleted. */
export async function findProfile({ userId }: Person): Promise<{
  name: string;
  email: string;
  timeZone: string | null;
  pendingEmail: string | null;
  soleOwnerOf: { id: string; name: string; slug: string }[];
}> {
  return read(pass({ userId }), async (tx) => {
    const account = await findAccount(tx, { id: userId });
    if (!account) throw notFound("account");
    const [pending] = await tx
      .select({ payload: tokens.payload })
      .from(tokens)
      .where(
        and(eq(tokens.purpose, "change-email"), eq(tokens.subjectId, userId), gt(tokens.expiresAt, now())),
      )
      .orderBy(desc(tokens.createdAt))
      .limit(1);
    const wanted = pending?.payload.email;
    return {
      name: account.name,
      email: account.email,
      timeZone: account.timeZone,
      pendingEmail: typeof wanted === "string" ? wanted : null,
      soleOwnerOf: await solelyOwnedBy(tx, userId),
    };
  });
}
