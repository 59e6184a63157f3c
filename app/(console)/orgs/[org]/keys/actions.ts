"use server";

import { revealKey, sendRevealLink } from "@/lib/domain/key-reveals/commands";
import { revealInput, revealLinkInput } from "@/lib/domain/key-reveals/input";
import { changeKey, createKey, narrowKey, revokeKey, rotateKey } from "@/lib/domain/keys/commands";
import { keyInput, rotateKeyInput, secretInput } from "@/lib/domain/keys/input";
import { checkKey } from "@/lib/domain/keys/queries";
import { action } from "@/lib/web/action";
import { changeKeyForm, createKeyForm } from "./form-input";

export const create = action("member", {
  input: createKeyForm,
  lists: ["scopes"],
  run: async (actor, input) => {
    const { name, secret } = await createKey(actor, input);
    const message = secret === null ? `${name} was made, and its link was sent` : undefined;
    return { message, data: { name, secret, kind: input.kind } };
  },
});

export const change = action("member", {
  input: changeKeyForm,
  lists: ["scopes"],
  run: async (actor, input) => {
    await changeKey(actor, input);
    return { message: "Changes saved" };
  },
});

export const narrow = action("member", {
  input: keyInput,
  run: async (actor, input) => {
    const { name } = await narrowKey(actor, input);
    return { message: `${name} may do only what it used` };
  },
});

export const rotate = action("member", {
  input: rotateKeyInput,
  run: async (actor, input) => {
    const { secret, expiresAt, previousUntil } = await rotateKey(actor, input);
    return { data: { secret, expiresAt, previousUntil } };
  },
});

export const revoke = action("member", {
  input: keyInput,
  run: async (actor, input) => {
    const { name } = await revokeKey(actor, input);
    return { message: `${name} was revoked` };
  },
});

export const sendLink = action("member", {
  input: revealLinkInput,
  run: async (actor, input) => {
    const { sentTo } = await sendRevealLink(actor, input);
    return { message: `The link was sent to ${sentTo}` };
  },
});

/** Tells whose a secret is. Nothing was done by it, so the page stays as it is. */
export const check = action("member", {
  input: secretInput,
  run: async (actor, input) => ({ data: { found: await checkKey(actor, input) }, unchanged: true }),
});

/** The page behind a link shows the secret that it made, this once: drawn anew, it would say that the link is spent. */
export const reveal = action("member", {
  input: revealInput,
  run: async (actor, input) => {
    const { name, secret } = await revealKey(actor, input);
    return { data: { name, secret }, unchanged: true };
  },
});
