import { z } from "zod";
import { idInput, lineInput, momentAhead } from "@/lib/core/input";

export const exemptionInput = z.strictObject({
  memberId: idInput("member"),
  reason: lineInput("Reason", 300, 3),
  until: momentAhead,
});
export type ExemptionInput = z.output<typeof exemptionInput>;

export const endExemptionInput = z.strictObject({ memberId: idInput("member") });
export type EndExemptionInput = z.output<typeof endExemptionInput>;
