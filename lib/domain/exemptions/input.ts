import { z } from "zod";
import { cursorInput, idInput, limitInput, lineInput, momentAhead } from "@/lib/core/input";

export const exemptionFilter = z.strictObject({ limit: limitInput, cursor: cursorInput });
export type ExemptionFilter = z.output<typeof exemptionFilter>;

export const exemptionInput = z.strictObject({
  memberId: idInput("member").describe("Who is let in without a second factor."),
  reason: lineInput("Reason", 300, 3).describe("Why, for those who read the audit log."),
  until: momentAhead.describe("When it ends by itself, within a year."),
});
export type ExemptionInput = z.output<typeof exemptionInput>;

export const endExemptionInput = z.strictObject({ memberId: idInput("member") });
export type EndExemptionInput = z.output<typeof endExemptionInput>;
