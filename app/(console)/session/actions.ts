"use server";

import { z } from "zod";
import { action } from "@/lib/web/action";

/** To be asked is all it takes: whoever asks is active. */
export const stay = action("person", {
  input: z.strictObject({}),
  run: async () => ({ unchanged: true }),
});
