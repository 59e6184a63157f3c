"use server";

import { z } from "zod";
import { count } from "@/lib/core/text";
import { endOtherSessions, endSession } from "@/lib/domain/sessions/commands";
import { sessionIdInput } from "@/lib/domain/sessions/input";
import { action } from "@/lib/web/action";

export const end = action("person", {
  input: sessionIdInput,
  run: async (person, input) => {
    await endSession(person, input);
    return { message: "Signed out there" };
  },
});

export const endOthers = action("person", {
  input: z.strictObject({}),
  run: async (person, input) => {
    const { ended } = await endOtherSessions(person, input);
    return { message: `Signed out of ${count(ended, "other session")}` };
  },
});
