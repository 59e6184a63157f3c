import { z } from "zod";
import { idInput } from "@/lib/core/input";

export const offerInput = z.strictObject({ memberId: z.string("Choose a member.").pipe(idInput("member")) });
export type OfferInput = z.output<typeof offerInput>;
