"use server";

import { z } from "zod";
import {
  acceptOwnership,
  declineOwnership,
  offerOwnership,
  withdrawOwnership,
} from "@/lib/domain/ownership-offers/commands";
import { offerInput } from "@/lib/domain/ownership-offers/input";
import { action } from "@/lib/web/action";

const nothing = z.strictObject({});

export const offer = action("member", {
  input: offerInput,
  run: async (actor, input) => {
    const { name } = await offerOwnership(actor, input);
    return { message: `${name} was asked by mail` };
  },
});

export const withdraw = action("member", {
  input: nothing,
  run: async (actor, input) => {
    await withdrawOwnership(actor, input);
    return { message: "The offer was withdrawn" };
  },
});

export const accept = action("member", {
  input: nothing,
  run: async (actor, input) => {
    await acceptOwnership(actor, input);
    return { message: `You are Owner of ${actor.organization.name}` };
  },
});

export const decline = action("member", {
  input: nothing,
  run: async (actor, input) => {
    await declineOwnership(actor, input);
    return { message: "The offer was declined" };
  },
});
