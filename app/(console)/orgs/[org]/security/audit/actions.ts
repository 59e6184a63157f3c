"use server";

import { count } from "@/lib/core/text";
import { setAuditRetention, verifyAuditLog } from "@/lib/domain/audit/commands";
import { retentionInput, verifyInput } from "@/lib/domain/audit/input";
import { action } from "@/lib/web/action";

export const verify = action("member", {
  input: verifyInput,
  run: async (actor, input) => {
    const { events, brokenAt, complaint } = await verifyAuditLog(actor, input);
    if (brokenAt !== null) return { data: { brokenAt, complaint } };
    return { message: `${count(events, "event")} verified: nothing was changed or removed`, data: null };
  },
});

export const keep = action("member", {
  input: retentionInput,
  run: async (actor, input) => {
    const { days } = await setAuditRetention(actor, input);
    return { message: days === null ? "Everything is kept" : `Events are kept for ${count(days, "day")}` };
  },
});
