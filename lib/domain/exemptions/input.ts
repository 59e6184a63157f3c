import { z } from "zod";
import { cursorInput, idInput, limitInput, lineInput, momentAhead } from "@/lib/core/input";

export const exemptionFilter = z.strictObject({ limit: limitInput, cursor: cursorInput });
export type ExemptionFilter = z.output<typeof exemptionFilter>;

export const exemptionInput = z.strictObject({
  memberId: idInput("member"),
  reason: lineInput("Reason", 300, 3),
  until: momentAhead,
});
export type ExemptionInput = z.output<typeof exemptionInput>;

export const endExemptionInput = z.strictObject({ memberId: idInput("member") });
export type EndExemptionInput = z.output<typeof endExemptionInput>;
