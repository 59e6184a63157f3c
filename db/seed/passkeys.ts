import { randomBytes } from "node:crypto";
import type { passkeys } from "@/db/schema";
import type { Player } from "./cast";
import { hoursAfter, idAt } from "./moments";
import { signInCount } from "./people";

/** A passkey for most of them, but for those whose password the demo tells: that alone lets anyone in. */
export function passkeysOf(cast: Player[]): (typeof passkeys.$inferInsert)[] {
  return cast
    .slice(signInCount)
    .filter((_, place) => place % 5 < 3)
    .map(({ userId, joinedAt }, place) => {
      const createdAt = hoursAfter(joinedAt, 2);
      return {
        id: idAt("passkey", createdAt),
        userId,
        credentialId: randomBytes(32).toString("base64url"),
        publicKey: randomBytes(77).toString("base64url"),
        counter: 0,
        synced: true,
        name: place % 2 === 0 ? "Laptop" : "Phone",
        createdAt,
      };
    });
}
