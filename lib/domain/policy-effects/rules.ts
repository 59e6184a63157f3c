import { type Facts, type Obstacle, obstaclesTo, type Visit } from "@/lib/auth/gate";
import { describeDevice } from "@/lib/core/device";
import { within } from "@/lib/core/networks";
import type { Policy } from "@/lib/domain/security/rules";

/** Someone or something that a policy would keep out, and why. */
export type Loss = { id: string; name: string; detail: string; reasons: Obstacle[] };

/** So many of each kind are named, the first by name; the totals count all. */
const mostNamed = 100;

const { compare } = new Intl.Collator("en");

type Row = { id: string; name: string };

/** Counts the rows that would be lost, for the reasons that are told of each, and keeps the first of them by name. */
function tally<R extends Row>(reasonsOf: (row: R) => Obstacle[], detailOf: (row: R) => string) {
  let [total, first]: [number, { row: R; reasons: Obstacle[] }[]] = [0, []];
  return {
    add(rows: R[]) {
      const lost = rows
        .map((row) => ({ row, reasons: reasonsOf(row) }))
        .filter(({ reasons }) => reasons.length > 0);
      total += lost.length;
      const last = first[mostNamed - 1]?.row.name;
      const sooner = last === undefined ? lost : lost.filter(({ row }) => compare(row.name, last) < 0);
      first = [...first, ...sooner].sort((a, b) => compare(a.row.name, b.row.name)).slice(0, mostNamed);
    },
    total: () => total,
    first: (): Loss[] =>
      first.map(({ row, reasons }) => ({ id: row.id, name: row.name, detail: detailOf(row), reasons })),
  };
}

type Person = Facts["person"];
type Judge = (visit: Visit, ip: string | null, person: Person) => Obstacle[];

/**
 * What a draft would keep a visit out for at a moment, by the gate's own rules: nothing, where it is kept out already.
 * What was never used has no address to judge by.
 */
export function judgement(before: Policy, draft: Policy, at: Date): Judge {
  const factsUnder = (policy: Policy) => {
    const { networksForWeb: forWeb, networksForKeys: forKeys } = policy;
    const allows = within(policy.networks.map(({ cidr }) => cidr));
    return (ip: string | null, person: Person): Facts => ({
      policy,
      networks: forWeb || forKeys ? { forWeb, forKeys } : null,
      addressAllowed: ip === null || allows(ip),
      person,
    });
  };
  const [factsNow, factsThen] = [factsUnder(before), factsUnder(draft)];
  return (visit, ip, person) =>
    obstaclesTo(visit, factsNow(ip, person), at).length > 0
      ? []
      : obstaclesTo(visit, factsThen(ip, person), at);
}

export type ActiveMember = Row & { email: string; person: Person };

/** Counts the members who would be kept out wherever they came from. */
export const tallyMembers = (judge: Judge) =>
  tally<ActiveMember>(
    ({ person }) => judge({ via: "key" }, null, person),
    ({ email }) => email,
  );

export type OpenSession = Row & {
  ip: string | null;
  userAgent: string | null;
  signedInAt: Date;
  idleSince: Date;
  /** Whether its holder was in the organization in it. */
  been: boolean;
  person: Person;
};

/** Counts the sessions that would be kept out. */
export const tallySessions = (judge: Judge) =>
  tally<OpenSession>(
    ({ signedInAt, idleSince, ip, person }) => judge({ via: "web", signedInAt, idleSince }, ip, person),
    // Where someone is active who has not been here in that session is not this organization's business.
    ({ been, userAgent, ip }) =>
      been ? `${describeDevice(userAgent)}${ip ? `, ${ip}` : ""}` : "not used here yet",
  );

export type LiveKey = Row & { prefix: string; ip: string | null; person: Person };

/** Counts the keys that would be kept out; an organization's own has no person. */
export const tallyKeys = (judge: Judge) =>
  tally<LiveKey>(
    ({ ip, person }) => judge({ via: "key" }, ip, person),
    ({ prefix }) => prefix,
  );
