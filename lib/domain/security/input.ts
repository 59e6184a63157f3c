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
  cidr: cidrInput.describe("A network or a single address, IPv4 or IPv6."),
  note: lineInput("Note", 200, 0).default("").describe("Whose network it is, for those who read the list."),
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
  requireSecondFactor: z
    .boolean()
    .describe(
      "Whether members without a second factor are kept out, and their keys refused, until they set one up.",
    ),
  secondFactorFrom: momentAhead.nullable().describe("When the requirement begins to hold; null for at once."),
  passwordMinLength: whole("The shortest password", "characters", bounds.passwordMinLength).describe(
    "Characters that a password has at least.",
  ),
  passwordMinStrength: whole("The weakest password", "points", bounds.passwordMinStrength).describe(
    "zxcvbn's score that a password has at least, from 0 to 4.",
  ),
  passwordReuse: whole("Refused repetition", "passwords", bounds.passwordReuse).describe(
    "How many of the last passwords may not come again; 0: any may.",
  ),
  passwordMaxAgeDays: whole("The oldest password", "days", bounds.passwordMaxAgeDays)
    .nullable()
    .describe("After how many days a password has to be replaced; null for never."),
  lockoutThreshold: whole("The threshold", "attempts", bounds.lockoutThreshold).describe(
    "After how many wrong passwords in a row none is tried for a while.",
  ),
  lockoutMinutes: whole("The first rest", "minutes", bounds.lockoutMinutes).describe(
    "How many minutes the first such rest takes; later ones are longer.",
  ),
  networksForWeb: z.boolean().describe("Whether the web app is open to the listed networks alone."),
  networksForKeys: z.boolean().describe("Whether API keys work from the listed networks alone."),
  networks: networksInput.describe("The whole list; it takes the place of the one before."),
  idleMinutes: whole("The idle limit", "minutes", bounds.idleMinutes)
    .nullable()
    .describe("Minutes without activity after which a session ends; null for no limit."),
  absoluteHours: whole("The longest session", "hours", bounds.absoluteHours)
    .nullable()
    .describe("Hours after signing in at which a session ends, active or not; null for no limit."),
  keyLifeDays: whole("The longest life of a key", "days", bounds.keyLifeDays)
    .nullable()
    .describe("Days that a key may live at most that is made or rotated from now on; null for a year."),
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

export const revertPolicyInput = z.strictObject({
  eventId: idInput("auditEvent").describe("The event `policy.changed` that is to be undone."),
  version: z.int().min(0),
});
export type RevertPolicyInput = z.output<typeof revertPolicyInput>;
