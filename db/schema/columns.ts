import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** A moment, in UTC. */
export const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** The organization a row belongs to; the first column of every key of a tenant table. */
export const organizationId = () => text().notNull();

/** When the row came to be; set by the code's clock, not the database's, so that tests can move it. */
export const createdAt = () => moment().notNull();

/** A network address of either family. */
export const inet = customType<{ data: string }>({ dataType: () => "inet" });
