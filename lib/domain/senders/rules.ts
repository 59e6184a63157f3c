import { sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Who sent an invitation or handed in a list: a key, rather than whose it is, and null for the operator; either may be gone. */
export type Sender = { kind: "member" | "key" | "operator"; id: string | null; name: string };

/** The sender as a column, of those that are kept. */
export const senderOf = (
  memberId: PgColumn,
  keyId: PgColumn,
  name: PgColumn,
) => sql<Sender>`jsonb_build_object(
  'kind', case when ${keyId} is not null then 'key' when ${memberId} is not null then 'member' else 'operator' end,
  'id', coalesce(${keyId}, ${memberId}), 'name', ${name})`;
