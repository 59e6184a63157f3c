"use server";

import { confirmContact } from "@/lib/domain/contact-emails/commands";
import { confirmContactInput } from "@/lib/domain/contact-emails/input";
import { action } from "@/lib/web/action";

export const confirm = action("stranger", {
  input: confirmContactInput,
  run: async (stranger, input) => {
    await confirmContact(stranger, input);
    return { goTo: "/contact-email/confirm?done=1" };
  },
});
