import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { api } from "@/app/api/v1/api";
import { closeDatabase, pool } from "@/db/client";
import { assertHumbleRole, migrate } from "@/db/migrate";
import { EnvError, env, listensOnLoopback } from "@/lib/core/env";
import { applyLogLevel, log } from "@/lib/core/log";
import { clientAddressHeader, pathHeader, requestIdHeader } from "@/lib/core/request";
import { startWorkers } from "@/lib/jobs/handlers";
import { closeQueue } from "@/lib/jobs/queue";
import { transport } from "@/lib/mail/transport";
import { clientAddress } from "@/lib/web/client-address";
import { type Installation, openInstallation } from "@/lib/web/installation";
import { securityHeaders } from "@/lib/web/security-headers";

/** One process: database, jobs, the API, and Next for the pages. */

/** In-flight requests have this long to end before a stop is enforced. */
const stopWithinMs = 25_000;

/** What a body may hold; more is answered with 413. */
const bodyLimitBytes = 1_000_000;

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

function answer(response: ServerResponse, status: number, code: string, title: string): void {
  response.writeHead(status, { "content-type": "application/problem+json", "cache-control": "no-store" });
  response.end(JSON.stringify({ type: "about:blank", status, code, title }));
}

/** Answers what the server itself knows: its health, and requests that no room behind it should see. */
async function answeredHere(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const { method = "GET", headers } = request;
  if (method === "TRACE" || method === "TRACK" || method === "CONNECT") {
    response.setHeader("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    answer(response, 405, "method-not-allowed", `${method} is not answered here.`);
  } else if (Number(headers["content-length"] ?? 0) > bodyLimitBytes) {
    answer(response, 413, "too-large", "The request is larger than 1 MB.");
  } else if (path === "/healthz") {
    response.writeHead(200, { "content-type": "text/plain", "cache-control": "no-store" }).end("ok\n");
  } else if (path === "/readyz") {
    const ready = await pool()`select 1`.then(
      () => true,
      () => false,
    );
    if (!ready) response.setHeader("retry-after", "5");
    response.writeHead(ready ? 200 : 503, { "content-type": "text/plain", "cache-control": "no-store" });
    response.end(ready ? "ok\n" : "the database is away\n");
  } else if (!path.startsWith("/api/v1/") && !safeMethods.has(method) && headers.origin !== env().APP_URL) {
    // A page of ours always sends its origin; without it, or with another's, the request was made elsewhere.
    answer(response, 403, "wrong-origin", `This request must come from a page of ${env().APP_URL}.`);
  } else {
    return false;
  }
  return true;
}

/** Cuts off a body that grows past the limit without having said so. */
function capBody(request: IncomingMessage): void {
  let received = 0;
  const { emit } = request;
  request.emit = function counted(event: string, ...rest: unknown[]) {
    if (event === "data") {
      received += (rest[0] as Buffer).length;
      if (received > bodyLimitBytes) {
        request.destroy();
        return false;
      }
    }
    return emit.call(request, event, ...rest);
  } as typeof request.emit;
}

function front(rooms: { api: Handler; pages: Handler }): Handler {
  return async (request, response) => {
    const startedAt = performance.now();
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const requestId = randomUUID();
    const nonce = randomBytes(16).toString("base64");
    const address = clientAddress(
      request.socket.remoteAddress,
      request.headers["x-forwarded-for"]?.toString(),
      env().TRUSTED_PROXIES,
    );
    const contentSecurityPolicy = securityHeaders(nonce, response);
    // Set here and nowhere else, so that the rooms behind may believe them.
    for (const name of Object.keys(request.headers))
      if (name.startsWith("x-steward-") || name.startsWith("x-middleware-")) delete request.headers[name];
    Object.assign(request.headers, {
      [requestIdHeader]: requestId,
      "content-security-policy": contentSecurityPolicy,
      [pathHeader]: request.url ?? "/",
    });
    if (address) request.headers[clientAddressHeader] = address;
    response.setHeader(requestIdHeader, requestId);
    response.once("finish", () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      log.info(
        {
          requestId,
          method: request.method,
          path: loggable(path),
          status: response.statusCode,
          milliseconds,
          ip: address,
        },
        "request",
      );
    });
    try {
      if (await answeredHere(request, response, path)) return;
      capBody(request);
      await (path.startsWith("/api/v1/") ? rooms.api : rooms.pages)(request, response);
    } catch (error) {
      log.error({ error, requestId }, "bug");
      if (!response.headersSent) answer(response, 500, "internal", "Something went wrong on our side.");
      else response.destroy();
    }
  };
}

/** An invitation's path is its secret. */
function loggable(path: string): string {
  return path.replace(/^(\/invitations\/)[^/]+/, "$1[secret]");
}

async function main(): Promise<void> {
  const installation: Installation = await openInstallation({ adopt: true });
  const { HOST, PORT, APP_URL, DATABASE_URL, NODE_ENV } = env();
  applyLogLevel();
  await migrate(DATABASE_URL);
  await assertHumbleRole(pool());
  await startWorkers();

  const app = next({ dev: NODE_ENV === "development", hostname: HOST, port: PORT, dir: import.meta.dirname });
  await app.prepare();
  const pages = app.getRequestHandler();
  const apiListener = getRequestListener(api.fetch, { overrideGlobalObjects: false });
  // In development Next serves the API too, from the same Hono app, so that it reloads with the code.
  const rooms = { api: NODE_ENV === "development" ? pages : apiListener, pages };
  const server = createServer({ maxHeaderSize: 32_768, requestTimeout: 60_000 }, front(rooms));
  if (NODE_ENV === "development") server.on("upgrade", app.getUpgradeHandler());

  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(PORT, HOST, resolve));
  announce(APP_URL, HOST);

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
    await closeQueue();
    await app.close();
    await closeDatabase();
    await installation.close();
    process.exit(0);
  }
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function announce(appUrl: string, host: string): void {
  const { name } = transport();
  const lines = [`Steward is ready: ${appUrl}`];
  if (name === "mailbox") lines.push(`Mail is kept on this machine: ${appUrl}/dev/mailbox`);
  if (name === "none") lines.push("No mail can be sent: set RESEND_API_KEY or SMTP_URL.");
  if (!listensOnLoopback(host) && appUrl.startsWith("http:"))
    lines.push("APP_URL is not https: cookies and passwords travel in clear.");
  process.stdout.write(`\n${lines.map((line) => `  ${line}`).join("\n")}\n\n`);
}

main().catch((error) => {
  if (error instanceof EnvError)
    process.stderr.write(`Steward cannot start. The environment is not complete:\n${error.message}\n`);
  else
    process.stderr.write(
      `Steward cannot start: ${error instanceof Error ? error.message : error}\n${error?.stack ?? ""}\n`,
    );
  process.exit(1);
});
