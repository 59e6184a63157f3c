import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { groupMemberships, memberships } from "@/db/schema";
import type { Grant } from "@/lib/auth/permissions";

/** Whom a Team Leader knows of: themselves and whoever is in a group with them at this moment; as a condition on `memberships`. */
export function membersWithinReach({ reach, actor }: Grant): SQL | undefined {
  if (reach === "all") return undefined;
  const [mine, theirs] = [alias(groupMemberships, "mine"), alias(groupMemberships, "theirs")];
  const me = actor.memberId ?? "";
  return sql`(${memberships.id} = ${me} or exists (
    select from ${groupMemberships} as theirs join ${groupMemberships} as mine
      on ${mine.organizationId} = ${theirs.organizationId} and ${mine.groupId} = ${theirs.groupId}
    where ${theirs.organizationId} = ${memberships.organizationId}
      and ${theirs.memberId} = ${memberships.id} and ${mine.memberId} = ${me}))`;
}
