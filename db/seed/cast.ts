import type { MemberStatus, Role } from "@/lib/core/roles";
import type { Dice } from "./dice";
import { daysBefore, idAt } from "./moments";
import { disabledPeople, lumenPeople, northwindPeople, signInCount, type Team } from "./people";

/** Where someone sits when they sign in. */
export type Device = { ip: string; userAgent: string };

/** Someone of the demo, with the ids that their rows share. */
export type Player = {
  name: string;
  email: string;
  role: Role;
  team: Team | null;
  userId: string;
  memberId: string;
  sessionId: string;
  joinedAt: Date;
  disabledAt: Date | null;
  /** Has a password, beside the link by mail that everyone can ask for. */
  hasPassword: boolean;
  devices: [Device, ...Device[]];
};

const browsers = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
  "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
] as const;

const phones = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
] as const;

/** A browser at the office or at home and, for most, a phone. All addresses are of the ranges kept for documentation. */
function devicesOf(die: Dice): [Device, ...Device[]] {
  const browser = die.pick(browsers);
  const devices: [Device, ...Device[]] = [{ ip: die.pick(["192.0.2.10", "192.0.2.11"]), userAgent: browser }];
  if (die.chance(0.7)) devices.push({ ip: `198.51.100.${die.between(2, 250)}`, userAgent: browser });
  if (die.chance(0.6)) {
    const network = die.between(0x10, 0xfff).toString(16);
    devices.push({
      ip: `2001:db8:${network}::${die.between(0x2, 0xffff).toString(16)}`,
      userAgent: die.pick(phones),
    });
  }
  return devices;
}

function player(
  row: { name: string; email: string; role: Role; team: Team | null },
  joinedAt: Date,
  die: Dice,
): Player {
  return {
    ...row,
    joinedAt,
    userId: idAt("user", joinedAt),
    memberId: idAt("member", joinedAt),
    sessionId: idAt("session", joinedAt),
    disabledAt: null,
    hasPassword: die.chance(0.6),
    devices: devicesOf(die),
  };
}

/** Northwind was founded this many days ago; its people came one after the other since. */
export const northwindAgeDays = 400;

/** The people of Northwind Security, in the order in which they joined, the last of them this week. */
export function northwindCast(today: Date, die: Dice): Player[] {
  const step = (northwindAgeDays - 4) / northwindPeople.length;
  return northwindPeople.map(([name, address, role, team], place) => {
    const row = { name, email: `${address}@northwind.example`, role, team };
    const joined = player(row, daysBefore(today, northwindAgeDays - place * step), die);
    if (place < signInCount) joined.hasPassword = true;
    const disabledDays = disabledPeople[address];
    return disabledDays === undefined ? joined : { ...joined, disabledAt: daysBefore(today, disabledDays) };
  });
}

export const lumenAgeDays = 45;

/** The people of Lumen Robotics: its own, and of Northwind's its first as an Admin and its third as a User. */
export function lumenCast(today: Date, northwind: Player[], die: Dice): Player[] {
  const own = lumenPeople.map(([name, address, role], place) =>
    player(
      { name, email: `${address}@lumen.example`, role, team: null },
      daysBefore(today, lumenAgeDays - place * 4),
      die,
    ),
  );
  const guests = [northwind[0], northwind[2]].map((guest, place) => {
    const joinedAt = daysBefore(today, 20 - place);
    const role: Role = place === 0 ? "admin" : "user";
    return { ...(guest as Player), role, joinedAt, memberId: idAt("member", joinedAt) };
  });
  return [...own, ...guests];
}

export function statusOf({ disabledAt }: Player): MemberStatus {
  return disabledAt ? "disabled" : "active";
}
