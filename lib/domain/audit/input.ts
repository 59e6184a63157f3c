import { z } from "zod";
import { cursorInput, limitInput, searchInput } from "@/lib/core/input";

const dateInput = z.iso
  .date("Enter a date like 2026-11-30.")
  .max(10)
  .refine((day) => day >= "1970-01-01" && day <= "9998-12-31", "Enter a date from 1970 on.");

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
