import { z } from "zod";
import { cursorInput, dateInput, limitInput, searchInput } from "@/lib/core/input";

export const auditFilter = z
  .strictObject({
    q: searchInput.optional(),
    /** Both days belong to the range; days are counted in UTC. */
    from: dateInput.optional(),
    to: dateInput.optional(),
    limit: limitInput,
    cursor: cursorInput,
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ["to"],
    message: "The last day is before the first. Turn them round.",
  });
export type AuditFilter = z.output<typeof auditFilter>;
