import { z } from "zod";
import { idInput, tokenInput } from "@/lib/core/input";

export const revealLinkInput = z.strictObject({
  keyId: idInput("key"),
  recipientId: idInput("member")
    .optional()
    .describe("Who gets the link to an organization's key. Left out, whoever got the last one."),
});
export type RevealLinkInput = z.output<typeof revealLinkInput>;

export const revealInput = z.strictObject({ token: tokenInput });
export type RevealInput = z.output<typeof revealInput>;
