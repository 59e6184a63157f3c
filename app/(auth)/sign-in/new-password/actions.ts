"use server";

import { z } from "zod";
import { wantedPath } from "@/app/(auth)/sign-in/way-on";
import { beginSession } from "@/lib/auth/session";
import { replacePassword } from "@/lib/domain/sign-in/commands";
import { replacePasswordInput } from "@/lib/domain/sign-in/input";
import { action } from "@/lib/web/action";

export const replace = action("overdue", {
  input: replacePasswordInput.extend({ callbackUrl: z.string().optional() }),
  run: async (who, { callbackUrl, ...input }) => {
    const { ticket } = await replacePassword(who, input);
    await beginSession(ticket);
    return { goTo: wantedPath(callbackUrl) };
  },
});
