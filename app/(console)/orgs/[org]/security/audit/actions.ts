"use server";

import { count } from "@/lib/core/text";
import { setAuditRetention, verifyAuditLog } from "@/lib/domain/audit/commands";
import { retentionInput, verifyInput } from "@/lib/domain/audit/input";
import { action, type Outcome } from "@/lib/web/action";
import type { CheckAnswer } from "./verify-button";

export const verify = action("member", {
  input: verifyInput,
  run: async (actor, input): Promise<Outcome<CheckAnswer>> => {
    const { events, of, next, brokenAt, complaint } = await verifyAuditLog(actor, input);
    if (next) return { data: { events, of, next }, unchanged: true };
    if (brokenAt !== null) return { data: { brokenAt, complaint } };
    return { message: `${count(events, "event")} verified: nothing was changed or removed` };
  },
});

export const keep = action("member", {
  input: retentionInput,
  run: async (actor, input) => {
    const { days } = await setAuditRetention(actor, input);
    return { message: days === null ? "Everything is kept" : `Events are kept for ${count(days, "day")}` };
  },
});
