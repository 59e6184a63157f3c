import { z } from "zod";

export const deleteInput = z.strictObject({ confirm: z.string("Type the organization's name.").max(200) });
export type DeleteInput = z.output<typeof deleteInput>;

export const restoreInput = z.strictObject({ slug: z.string().max(80) });
export type RestoreInput = z.output<typeof restoreInput>;
