import type { Obstacle } from "@/lib/auth/gate";
import { formatExact, type TimeStyle } from "@/lib/core/format";
import { count } from "@/lib/core/text";

/** How the page speaks of policies: what was changed, whom it shuts out, and why. */

/** Why someone or something has no access, in a clause. */
export const obstacleWords: Record<Obstacle, string> = {
  "second-factor-owed": "has no second factor",
  "address-not-allowed": "comes from a network that is not on the list",
  "session-idle": "idle for too long",
  "session-too-old": "signed in too long ago",
};

/** How strong a password must be, by zxcvbn's score. */
export const strengthWords = [
  "Any that is not common",
  "At least weak",
  "At least fair",
  "At least good",
  "Strong only",
] as const;

/** `90 minutes`, `2 hours`, `7 days`: in the largest unit that comes out even. */
export function inUnits(minutes: number): { amount: number; unit: "minutes" | "hours" | "days" } {
  if (minutes % (24 * 60) === 0) return { amount: minutes / (24 * 60), unit: "days" };
  if (minutes % 60 === 0) return { amount: minutes / 60, unit: "hours" };
  return { amount: minutes, unit: "minutes" };
}

function lengthOf(minutes: unknown): string {
  const { amount, unit } = inUnits(Number(minutes));
  return count(amount, unit.slice(0, -1));
}

const onOff = (value: unknown) => (value ? "on" : "off");
const counted = (noun: string) => (value: unknown) => (value === null ? "none" : count(Number(value), noun));

/** Each field by its name, and how its value is written. */
const fieldWords: Record<string, [name: string, write: (value: unknown, times: TimeStyle) => string]> = {
  requireSecondFactor: ["Second factor for everyone", onOff],
  secondFactorFrom: [
    "Second factor holds from",
    (value, times) => (value === null ? "at once" : formatExact(new Date(String(value)), times)),
  ],
  passwordMinLength: ["Shortest password", counted("character")],
  passwordMinStrength: ["Strength of a password", (value) => strengthWords[Number(value)] ?? String(value)],
  passwordReuse: ["Earlier passwords refused", (value) => (value === 0 ? "none" : `the last ${value}`)],
  passwordMaxAgeDays: ["Oldest password", counted("day")],
  lockoutThreshold: ["Wrong passwords until a rest", String],
  lockoutMinutes: ["First rest", counted("minute")],
  networksForWeb: ["Networks for the web app", onOff],
  networksForKeys: ["Networks for API keys", onOff],
  idleMinutes: ["Longest time without activity", (value) => (value === null ? "none" : lengthOf(value))],
  absoluteHours: ["Longest session", (value) => (value === null ? "none" : lengthOf(Number(value) * 60))],
  keyLifeDays: [
    "Longest life of an API key",
    (value) => (value === null ? "a year" : count(Number(value), "day")),
  ],
};

export type Difference = { name: string; from: string; to: string };

/** So many networks are named in a line of the history; the rest is counted. */
const namedNetworks = 5;

function networksIn(value: unknown): string {
  const networks = Array.isArray(value) ? value.map(String) : [];
  const rest = networks.length - namedNetworks;
  const named = networks.slice(0, namedNetworks).join(", ");
  return rest > 0 ? `${named} and ${rest.toLocaleString("en")} more` : named;
}

type Values = Record<string, unknown>;

/** What a change of the policy changed, field by field, and in words what of the list of networks. */
export function differencesIn(
  before: Values,
  after: Values,
  times: TimeStyle,
): { fields: Difference[]; networks: string | null } {
  const fields = Object.entries(fieldWords).flatMap(([field, [name, write]]) =>
    field in after ? [{ name, from: write(before[field], times), to: write(after[field], times) }] : [],
  );
  if (!("networkList" in after)) return { fields, networks: null };
  const [removed, added] = [networksIn(before.networks), networksIn(after.networks)];
  const parts = [added && `added ${added}`, removed && `removed ${removed}`].filter(Boolean);
  return { fields, networks: parts.join("; ") || "order or notes changed" };
}

/** A change in one sentence, for whoever was overtaken by it. */
export function summaryOf(before: Values, after: Values, times: TimeStyle): string {
  const { fields, networks } = differencesIn(before, after, times);
  const said = fields.map(({ name, from, to }) => `${name}: ${from} → ${to}`);
  return [...said, ...(networks ? [`Networks: ${networks}`] : [])].join("; ");
}

export type Totals = { members: number; sessions: number; keys: number };

/** The deed of a save button with its consequence: `Require it and shut out 3 members`. */
export function deedWith(deed: string, { members, sessions, keys }: Totals): string {
  const out = [members > 0 && count(members, "member"), keys > 0 && count(keys, "key")].filter(Boolean);
  const consequences = [
    // A member who is shut out loses their sessions anyway.
    sessions > 0 && members === 0 && `end ${count(sessions, "session")}`,
    out.length > 0 && `shut out ${out.join(" and ")}`,
  ].filter((words) => words !== false);
  return [deed, ...consequences].join(consequences.length === 2 ? ", " : " and ");
}

/** Whether a change shuts nobody and nothing out. */
export function isHarmless({ members, sessions, keys }: Totals): boolean {
  return members + sessions + keys === 0;
}
