import { z } from "zod";
import { cursorInput, idInput, limitInput, searchInput } from "@/lib/core/input";
import { type Permission, permissions } from "@/lib/core/roles";

export const whoMayFilter = z.strictObject({
  permission: z.enum(permissions as [Permission, ...Permission[]], "Choose a permission."),
  projectId: idInput("project").optional(),
  q: searchInput.optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type WhoMayFilter = z.output<typeof whoMayFilter>;
