import { z } from "zod";
import { tokenInput } from "@/lib/core/input";

export const askInput = z.strictObject({ token: tokenInput });
export type AskInput = z.output<typeof askInput>;
