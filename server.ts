import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { api } from "@/app/api/v1/api";
import { closeDatabase, databaseAnswers, pool } from "@/db/client";
import { assertHumbleRole, migrate } from "@/db/migrate";
import { EnvError, env, listensOnLoopback } from "@/lib/core/env";
import { applyLogLevel, log } from "@/lib/core/log";
import { startWorkers } from "@/lib/jobs/handlers";
import { closeQueue } from "@/lib/jobs/queue";
import { transport } from "@/lib/mail/transport";
import { front } from "@/lib/web/front";
import { type Installation, openInstallation } from "@/lib/web/installation";

/** One process: database, jobs, the API, and Next for the pages. */

/** A stop is enforced after this long, whatever still runs. */
const stopWithinMs = 28_000;

/** In-flight requests have this long of it to end; jobs and the database need the rest. */
const requestsEndWithinMs = 12_000;

async function main(): Promise<void> {
  const installation = await openInstallation({ adopt: true });
  try {
    await serve(installation);
  } catch (error) {
    await installation.abandon();
    throw error;
  }
}

async function serve(installation: Installation): Promise<void> {
  const { HOST, PORT, DATABASE_URL, NODE_ENV } = env();
  const developing = NODE_ENV === "development";
  applyLogLevel();
  await migrate(DATABASE_URL);
  await assertHumbleRole(pool());
  await startWorkers();

  const app = next({ dev: developing, hostname: HOST, port: PORT, dir: import.meta.dirname });
  await app.prepare();
  const pages = app.getRequestHandler();
  // In development Next serves the API too, from the same Hono app, so that it reloads with the code.
  const rooms = {
    api: developing ? pages : getRequestListener(api.fetch, { overrideGlobalObjects: false }),
    pages,
    isReady: databaseAnswers,
  };
  const server = createServer({ maxHeaderSize: 32_768, requestTimeout: 60_000 }, front(rooms));
  if (developing) server.on("upgrade", app.getUpgradeHandler());

  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(PORT, HOST, resolve));
  announce();

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    // A browser keeps its connections for more; each goes as soon as nothing is under way on it.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), requestsEndWithinMs);
    await closed;
    clearInterval(idle);
    clearTimeout(cut);
    await closeQueue();
    await app.close();
    await closeDatabase();
    await installation.close();
    process.exit(0);
  }
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function announce(): void {
  const { APP_URL, HOST } = env();
  const { name } = transport();
  const lines = [`Steward is ready: ${APP_URL}`];
  if (name === "mailbox") lines.push(`Mail is kept on this machine: ${APP_URL}/dev/mailbox`);
  if (name === "none") lines.push("No mail can be sent: set RESEND_API_KEY or SMTP_URL.");
  if (!listensOnLoopback(HOST) && APP_URL.startsWith("http:"))
    lines.push("APP_URL is not https: cookies and passwords travel in clear.");
  process.stdout.write(`\n${lines.map((line) => `  ${line}`).join("\n")}\n\n`);
}

main().catch((error: Error) => {
  const why =
    error instanceof EnvError
      ? `The environment is not complete:\n${error.message}`
      : (error.stack ?? error.message);
  process.stderr.write(`Steward cannot start. ${why}\n`);
  process.exit(1);
});
