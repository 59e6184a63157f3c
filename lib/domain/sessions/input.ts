import { z } from "zod";
import { idInput } from "@/lib/core/input";

export const sessionIdInput = z.strictObject({ sessionId: idInput("session") });
export type SessionIdInput = z.output<typeof sessionIdInput>;
