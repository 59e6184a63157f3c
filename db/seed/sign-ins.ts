import type { organizationSignIns, signInAttempts } from "@/db/schema";
import { minute, second } from "@/lib/core/clock";
import type { Player } from "./cast";
import type { Dice } from "./dice";
import { atWork, daysBefore, idAt, isWeekend } from "./moments";

type Attempt = typeof signInAttempts.$inferInsert;

/** The logs reach back this far. */
export const logDays = 90;

const script = "python-requests/2.32.5";

/** Ninety days of signing in: a working week's rhythm, mistyped passwords, strangers at the door and one night's attack. */
export function signInsOf(cast: Player[], today: Date, die: Dice): Attempt[] {
  const attempts = cast.flatMap((player) => habitOf(player, today, die));
  attempts.push(...strangers(today, die), ...attack(cast, today, die));
  return attempts.filter(({ at }) => at < today).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function attempt(
  at: Date,
  email: string,
  more: Pick<Attempt, "userId" | "method" | "outcome" | "reason" | "ip" | "userAgent">,
): Attempt {
  return { id: idAt("signInAttempt", at), at, email, ...more };
}

function habitOf(player: Player, today: Date, die: Dice): Attempt[] {
  const attempts: Attempt[] = [];
  const zeal = die.between(20, 85) / 100;
  for (let daysAgo = logDays; daysAgo >= 0; daysAgo--) {
    const at = atWork(daysBefore(today, daysAgo), die);
    const away = at < player.joinedAt || (player.disabledAt !== null && at > player.disabledAt);
    if (away || !die.chance(isWeekend(at) ? zeal / 9 : zeal)) continue;
    const device = die.chance(0.7) ? player.devices[0] : die.pick(player.devices);
    const who = { userId: player.userId, ...device };
    if (player.hasPassword && die.chance(0.06)) {
      const mistyped = new Date(at.getTime() - die.between(8, 90) * second);
      attempts.push(
        attempt(mistyped, player.email, {
          ...who,
          method: "password",
          outcome: "failure",
          reason: "wrong-password",
        }),
      );
    }
    const method = player.hasPassword && die.chance(0.8) ? "password" : "link";
    attempts.push(attempt(at, player.email, { ...who, method, outcome: "success", reason: null }));
  }
  const [first] = attempts;
  if (first && player.joinedAt > daysBefore(today, logDays)) first.method = "invitation";
  return attempts;
}

/** Now and then someone tries an address that has no account here, or one that was never confirmed. */
function strangers(today: Date, die: Dice): Attempt[] {
  return Array.from({ length: 45 }, () => {
    const at = new Date(
      daysBefore(today, die.between(0, logDays)).getTime() - die.between(0, 1_000) * minute,
    );
    const unconfirmed = die.chance(0.2);
    const name = unconfirmed
      ? "hugo.martin"
      : die.pick(["admin", "info", "root", "support", "test", "security"]);
    return attempt(at, `${name}@northwind.example`, {
      userId: null,
      method: "password",
      outcome: "failure",
      reason: unconfirmed ? "email-unconfirmed" : "unknown-address",
      ip: `203.0.113.${die.between(60, 240)}`,
      userAgent: die.chance(0.6) ? script : null,
    });
  });
}

/** One night, twelve days ago, someone tried known passwords on every address they had found. */
function attack(cast: Player[], today: Date, die: Dice): Attempt[] {
  const start = new Date(
    Math.floor(daysBefore(today, 12).getTime() / (24 * 60 * minute)) * 24 * 60 * minute + 137 * minute,
  );
  return Array.from({ length: 80 }, (_, nth) => {
    const { userId, email } = die.pick(cast);
    const at = new Date(start.getTime() + nth * 14 * second + die.between(0, 9 * second));
    return attempt(at, email, {
      userId,
      method: "password",
      outcome: "failure",
      reason: "wrong-password",
      ip: "2001:db8:dead:beef::66",
      userAgent: script,
    });
  });
}

/** The attempts of an organization's people since each of them joined, as its own log has them. */
export function signInLog(
  organizationId: string,
  cast: Player[],
  attempts: Attempt[],
): (typeof organizationSignIns.$inferInsert)[] {
  const players = new Map(cast.map((player) => [player.userId, player]));
  return attempts.flatMap((attempt) => {
    const player = players.get(attempt.userId ?? "");
    if (!player || attempt.at < player.joinedAt) return [];
    const { userId, memberId, name } = player;
    return [{ ...attempt, organizationId, userId, memberId, name }];
  });
}

/** When each user was last let in, by user id. */
export function lastSeen(attempts: Attempt[]): Map<string, Date> {
  return new Map(
    attempts.flatMap(({ userId, outcome, at }) => (userId && outcome === "success" ? [[userId, at]] : [])),
  );
}
