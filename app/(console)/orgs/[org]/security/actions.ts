"use server";

import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { formatRelative } from "@/lib/core/format";
import { searchInput } from "@/lib/core/input";
import { count } from "@/lib/core/text";
import { endExemption, exemptMember } from "@/lib/domain/exemptions/commands";
import { endExemptionInput } from "@/lib/domain/exemptions/input";
import { memberFilter } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import {
  changePolicy,
  confirmNetworks,
  dropNetworksOnTrial,
  notifyOwing,
  revertPolicy,
} from "@/lib/domain/security/commands";
import { revertPolicyInput } from "@/lib/domain/security/input";
import { listPolicyHistory, previewPolicy } from "@/lib/domain/security/queries";
import { action, type Outcome } from "@/lib/web/action";
import type { ShownEffect } from "./effect-dialog";
import {
  exemptionForm,
  keysForm,
  networksForm,
  type PolicyForm,
  passwordForm,
  secondFactorForm,
  sessionsForm,
} from "./form-input";
import { deedWith, isHarmless, summaryOf } from "./words";

/** Says who was quicker and what they changed, where the domain only says that someone was. */
async function overtaken(actor: Actor, error: unknown): Promise<never> {
  if (!(error instanceof AppError) || error.code !== "precondition-failed") throw error;
  const [last] = await listPolicyHistory(actor);
  if (!last) throw error;
  const what = summaryOf(last.before, last.after, actor.organization);
  throw new AppError(
    "precondition-failed",
    `${last.actorName} changed the policy ${formatRelative(last.at, now())}${what ? ` (${what})` : ""}. Nothing of yours was saved; what you entered is still here.`,
  );
}

type Answer = { effect: ShownEffect | null };

/** Saves a form's change; but first, where it was only asked for or someone would lose access, says whom it affects. */
async function saveOrShow(
  actor: Actor,
  { version, step, change }: PolicyForm,
  deed: string,
): Promise<Outcome<Answer>> {
  if (step !== "do") {
    const { complaints, ...effect } = await previewPolicy(actor, change);
    if (complaints.length > 0)
      throw new AppError("invalid", "This cannot be saved yet.", { fields: complaints });
    if (step === "look" || !isHarmless(effect.totals)) {
      const from = change.secondFactorFrom?.toISOString() ?? null;
      return { data: { effect: { ...effect, from, deed: deedWith(deed, effect.totals) } }, unchanged: true };
    }
  }
  const { trialUntil } = await changePolicy(actor, { version, change }).catch((error) =>
    overtaken(actor, error),
  );
  return {
    message:
      trialUntil && change.networks ? "Saved on trial. Confirm it within ten minutes." : "Changes saved",
    data: { effect: null },
  };
}

export const saveSecondFactor = action("member", {
  input: secondFactorForm,
  run: (actor, form) =>
    saveOrShow(actor, form, form.change.requireSecondFactor ? "Require it" : "Save changes"),
});

export const savePassword = action("member", {
  input: passwordForm,
  run: (actor, form) => saveOrShow(actor, form, "Save changes"),
});

export const saveNetworks = action("member", {
  input: networksForm,
  run: (actor, form) => {
    const { networksForWeb, networksForKeys } = form.change;
    return saveOrShow(actor, form, networksForWeb || networksForKeys ? "Restrict it" : "Save changes");
  },
});

export const saveSessions = action("member", {
  input: sessionsForm,
  run: (actor, form) => saveOrShow(actor, form, "Save changes"),
});

export const saveKeys = action("member", {
  input: keysForm,
  run: (actor, form) => saveOrShow(actor, form, "Save changes"),
});

export const confirmTrial = action("member", {
  input: z.strictObject({ version: z.coerce.number().int().min(0) }),
  run: async (actor, input) => {
    await confirmNetworks(actor, input);
    return { message: "The list of networks is confirmed" };
  },
});

export const dropTrial = action("member", {
  input: z.strictObject({ version: z.coerce.number().int().min(0) }),
  run: async (actor, input) => {
    await dropNetworksOnTrial(actor, input);
    return { message: "The list from before holds again" };
  },
});

export const notify = action("member", {
  input: z.strictObject({}),
  run: async (actor, input) => {
    const { notified } = await notifyOwing(actor, input);
    return {
      message:
        notified === 0 ? "Everyone was told today already" : `${count(notified, "member")} will get a mail`,
    };
  },
});

/** So many members are offered at a time; a search narrows them. */
const offered = 5;

export const findMembers = action("member", {
  input: z.strictObject({ q: searchInput.optional() }),
  run: async (actor, { q }) => {
    const filter = memberFilter.parse({ ...(q ? { q } : {}), status: "active", limit: offered });
    const { rows, nextCursor } = await listMembers(actor, filter);
    // Nobody asks a second factor of whoever never signs in.
    const found = rows.flatMap(({ id, name, email }) => (email === null ? [] : { id, name, hint: email }));
    return { data: { found, more: nextCursor !== null }, unchanged: true };
  },
});

export const exempt = action("member", {
  input: exemptionForm,
  run: async (actor, input) => {
    const { name } = await exemptMember(actor, input);
    return { message: `${name} is exempt` };
  },
});

export const endExempt = action("member", {
  input: endExemptionInput,
  run: async (actor, input) => {
    const { name } = await endExemption(actor, input);
    return { message: `The exemption of ${name} has ended` };
  },
});

export const revert = action("member", {
  input: revertPolicyInput.extend({ version: z.coerce.number().int().min(0) }),
  run: async (actor, input) => {
    await revertPolicy(actor, input).catch((error) => overtaken(actor, error));
    return { message: "The change was reverted" };
  },
});
