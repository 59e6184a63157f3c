"use server";

import { createKey, revokeKey } from "@/lib/domain/keys/commands";
import { createKeyInput, keyInput } from "@/lib/domain/keys/input";
import { action } from "@/lib/web/action";

export const create = action("member", {
  input: createKeyInput,
  lists: ["scopes"],
  run: async (actor, input) => {
    const { name, secret } = await createKey(actor, input);
    return { data: { name, secret } };
  },
});

export const revoke = action("member", {
  input: keyInput,
  run: async (actor, input) => {
    const { name } = await revokeKey(actor, input);
    return { message: `${name} was revoked` };
  },
});
