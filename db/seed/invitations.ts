import type { invitationImportRows, invitationImports, invitations } from "@/db/schema";
import { day } from "@/lib/core/clock";
import type { Role } from "@/lib/core/roles";
import type { Player } from "./cast";
import { daysBefore, hoursAfter, idAt } from "./moments";
import type { Team } from "./people";

export type Invitation = typeof invitations.$inferInsert;

/** Invitations in every state but two that are still on their way: those are made by the product itself, with a letter. */
export function invitationsOf(
  organizationId: string,
  cast: Player[],
  groupIds: Record<Team, string>,
  today: Date,
): Invitation[] {
  const [ada, grace] = cast as [Player, Player];
  const sketches: [
    email: string,
    name: string | null,
    role: Role,
    ageDays: number,
    state: "sent" | "failed" | "cancelled",
  ][] = [
    ["margit.toth@northwind.example", "Margit Tóth", "user", 41, "cancelled"],
    ["hugo.martin@northwind.example", "Hugo Martin", "user", 30, "sent"],
    ["consultant@brightline.example", null, "team-leader", 25, "cancelled"],
    ["sanna.koskela@northwind.example", "Sanna Koskela", "user", 12, "sent"],
    ["r.abebe@northwind.exmaple", "Rahel Abebe", "user", 2, "failed"],
    ["teodor.ilic@northwind.example", "Teodor Ilić", "user", 1.2, "sent"],
    ["auditor@kessler-partners.example", null, "billing-manager", 0.3, "sent"],
  ];
  const undecided = sketches.map(([email, name, role, ageDays, state], place): Invitation => {
    const createdAt = daysBefore(today, ageDays);
    const by = place % 2 === 0 ? grace : ada;
    return {
      ...letter(organizationId, createdAt, by, email),
      name,
      role,
      groupIds: role === "user" ? [groupIds.platform] : [],
      status: state === "cancelled" ? "cancelled" : "pending",
      mailStatus: state === "failed" ? "failed" : "sent",
      decidedAt: state === "cancelled" ? hoursAfter(createdAt, 30) : null,
    };
  });
  const accepted = cast.slice(-3).map(
    (player): Invitation => ({
      ...letter(organizationId, hoursAfter(player.joinedAt, -20), grace, player.email),
      name: player.name,
      role: player.role,
      groupIds: player.team ? [groupIds[player.team]] : [],
      status: "accepted",
      mailStatus: "sent",
      decidedAt: player.joinedAt,
    }),
  );
  return [...undecided, ...accepted];
}

function letter(organizationId: string, createdAt: Date, by: Player, email: string) {
  return {
    organizationId,
    id: idAt("invitation", createdAt),
    email,
    mailId: idAt("mail", createdAt),
    invitedBy: by.memberId,
    invitedByName: by.name,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 7 * day),
  };
}

type Import = typeof invitationImports.$inferInsert;
type ImportRow = typeof invitationImportRows.$inferInsert;

/** A list that was imported a while ago, of which a part could not be invited. */
export function importOf(
  organizationId: string,
  [, grace]: Player[],
  today: Date,
): { list: Import; rows: ImportRow[] } {
  const createdAt = daysBefore(today, 12);
  const importId = idAt("invitationImport", createdAt);
  const sketches: [email: string, name: string, role: string, groups: string[], reason: string | null][] = [
    ["sanna.koskela@northwind.example", "Sanna Koskela", "user", ["Platform Engineering"], null],
    ["ada@northwind.example", "Ada Lindqvist", "user", [], "This person is a member already."],
    [
      "jonas.weber@northwind",
      "Jonas Weber",
      "user",
      [],
      "The part after the @ is not complete, like example.com.",
    ],
    [
      "noor.haddad@northwind.example",
      "Noor Haddad",
      "user",
      ["Plattform Engineering"],
      "There is no group “Plattform Engineering”.",
    ],
    ["sanna.koskela@northwind.example", "S. Koskela", "user", [], "Row 2 has the same address."],
  ];
  const refused = sketches.filter(([, , , , reason]) => reason !== null).length;
  return {
    list: {
      organizationId,
      id: importId,
      createdBy: grace?.memberId ?? null,
      createdByName: grace?.name ?? "",
      expiresInDays: 7,
      total: sketches.length,
      invited: sketches.length - refused,
      refused,
      createdAt,
      finishedAt: hoursAfter(createdAt, 0.01),
    },
    rows: sketches.map(([email, name, role, groupNames, reason], place) => ({
      organizationId,
      importId,
      position: place + 2,
      email,
      name,
      role,
      groupNames,
      outcome: reason === null ? ("invited" as const) : ("refused" as const),
      reason,
    })),
  };
}
