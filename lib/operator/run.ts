import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { closeQueue } from "@/lib/jobs/queue";
import { type Installation, openInstallation } from "@/lib/web/installation";

/**
 * Opens the installation for one run and closes all of it: beside a running Steward its database is joined and
 * left alone, otherwise the database is started for as long as the run takes. Throws an `EnvError` for a bad environment.
 */
export async function opened<T>(run: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation();
  try {
    return await run(installation);
  } finally {
    await closeQueue();
    await closeDatabase();
    await installation.close();
  }
}

/** Like `opened`, with the database brought up to date first. */
export function prepared<T>(run: (installation: Installation) => Promise<T>): Promise<T> {
  return opened(async (installation) => {
    await migrate(env().DATABASE_URL);
    return run(installation);
  });
}
