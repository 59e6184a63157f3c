import { z } from "zod";
import { tokenInput } from "@/lib/core/input";

/** Where an organization is written to: about its security, and about what it owes. */
export const contacts = ["alerting", "invoicing"] as const;
export type Contact = (typeof contacts)[number];

export const contactInput = z.strictObject({
  contact: z
    .enum(contacts, "contact is alerting or invoicing.")
    .describe("Which of the two addresses is to be confirmed."),
});
export type ContactInput = z.output<typeof contactInput>;

export const confirmContactInput = z.strictObject({ token: tokenInput });
export type ConfirmContactInput = z.output<typeof confirmContactInput>;
