import { z } from "zod";
import { idInput, tokenInput } from "@/lib/core/input";

/** A key that waits to be revealed; `recipientId` names another member for an organization's key. */
export const revealLinkInput = z.strictObject({
  keyId: idInput("key"),
  recipientId: idInput("member").optional(),
});
export type RevealLinkInput = z.output<typeof revealLinkInput>;

export const revealInput = z.strictObject({ token: tokenInput });
export type RevealInput = z.output<typeof revealInput>;
