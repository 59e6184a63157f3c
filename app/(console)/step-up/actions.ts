"use server";

import { z } from "zod";
import { beginSession } from "@/lib/auth/session";
import { beginStepUp, mailStepUpCode, stepUp } from "@/lib/domain/step-up/commands";
import { stepUpInput } from "@/lib/domain/step-up/input";
import { action } from "@/lib/web/action";

export const begin = action("person", {
  input: z.object({}),
  run: async (who) => ({ data: await beginStepUp(who, {}), unchanged: true }),
});

export const mailCode = action("person", {
  input: z.object({}),
  run: async (who) => ({ data: await mailStepUpCode(who, {}), unchanged: true }),
});

export const prove = action("person", {
  input: stepUpInput,
  run: async (who, proof) => {
    const { ticket } = await stepUp(who, proof);
    await beginSession(ticket);
    return { unchanged: true };
  },
});
