import { z } from "zod";
import { idInput, lineInput, momentAhead } from "@/lib/core/input";
import { parseNetwork, typedNetworkPattern } from "@/lib/core/networks";

/** The bounds of what an organization may demand; SECURITY numbers that hold for everyone are the loose end of each. */
export const bounds = {
  passwordMinLength: { min: 8, max: 64 },
  passwordMinStrength: { min: 0, max: 4 },
  passwordReuse: { min: 0, max: 24 },
  passwordMaxAgeDays: { min: 30, max: 730 },
  lockoutThreshold: { min: 3, max: 5 },
  lockoutMinutes: { min: 5, max: 60 },
  idleMinutes: { min: 5, max: 30 * 24 * 60 },
  absoluteHours: { min: 1, max: 90 * 24 },
  keyLifeDays: { min: 1, max: 365 },
  networks: 10_000,
} as const;

function whole(what: string, unit: string, { min, max }: { min: number; max: number }) {
  const words = `${what} is a whole number of ${unit} from ${min} to ${max}.`;
  return z.int(words).min(min, words).max(max, words);
}

/** A network as typed, kept in canonical form. */
export const cidrInput = z
  .string()
  .trim()
  .max(100, "A network has at most 100 characters.")
  // Told to readers and not looked at, since what is wrong with a network can be said better.
  .meta({ pattern: typedNetworkPattern.source })
  .transform((text, ctx) => {
    const parsed = parseNetwork(text);
    if ("cidr" in parsed) return parsed.cidr;
    ctx.addIssue(parsed.complaint);
    return z.NEVER;
  });

/** One entry of the list of allowed networks, with a note. */
const networkInput = z.strictObject({
  cidr: cidrInput,
  note: lineInput("Note", 200, 0).default(""),
});

const networksInput = z
  .array(networkInput)
  .max(bounds.networks, `A list has at most ${bounds.networks.toLocaleString("en")} networks.`)
  .superRefine((networks, ctx) => {
    const seen = new Set<string>();
    for (const [i, { cidr }] of networks.entries()) {
      if (seen.has(cidr))
        ctx.addIssue({ code: "custom", path: [i, "cidr"], message: `${cidr} stands twice.` });
      seen.add(cidr);
    }
  });

/** A whole policy document, as the API reads and writes it. */
export const policyInput = z.strictObject({
  requireSecondFactor: z.boolean(),
  /** When the requirement begins to hold; null for at once. */
  secondFactorFrom: momentAhead.nullable(),
  passwordMinLength: whole("The shortest password", "characters", bounds.passwordMinLength),
  passwordMinStrength: whole("The weakest password", "points", bounds.passwordMinStrength),
  passwordReuse: whole("Refused repetition", "passwords", bounds.passwordReuse),
  passwordMaxAgeDays: whole("The oldest password", "days", bounds.passwordMaxAgeDays).nullable(),
  lockoutThreshold: whole("The threshold", "attempts", bounds.lockoutThreshold),
  lockoutMinutes: whole("The first rest", "minutes", bounds.lockoutMinutes),
  networksForWeb: z.boolean(),
  networksForKeys: z.boolean(),
  networks: networksInput,
  idleMinutes: whole("The idle limit", "minutes", bounds.idleMinutes).nullable(),
  absoluteHours: whole("The longest session", "hours", bounds.absoluteHours).nullable(),
  /** How long a new API key may live at most; null for as long as any may. */
  keyLifeDays: whole("The longest life of a key", "days", bounds.keyLifeDays).nullable(),
});

/** Any mix of changes; what is left out stays as it is. */
export const policyChangeInput = policyInput.partial().strict();
export type PolicyChange = z.output<typeof policyChangeInput>;

/** A change of the policy as it stood at `version`. */
export const changePolicyInput = z.strictObject({ version: z.int().min(0), change: policyChangeInput });
export type ChangePolicyInput = z.output<typeof changePolicyInput>;

/** The list on trial, as it stood at `version`. */
export const trialInput = z.strictObject({ version: z.int().min(0) });
export type TrialInput = z.output<typeof trialInput>;

export const revertPolicyInput = z.strictObject({ eventId: idInput("auditEvent"), version: z.int().min(0) });
export type RevertPolicyInput = z.output<typeof revertPolicyInput>;
