import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { env, listensOnLoopback } from "@/lib/core/env";
import { AppError, notFound } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import {
  clientAddressHeader,
  passiveHeader,
  pathHeader,
  requestIdHeader,
  softNavigationHeader,
} from "@/lib/core/request";
import { clientAddress } from "./client-address";
import { withoutKeys } from "./key-in-address";
import { problemOf, problemType } from "./problem";
import { secureAnswer, securePage } from "./security-headers";

/** What a body may hold; more is answered with 413. */
const bodyLimitBytes = 1_000_000;

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** What is behind the front: the API, Next with the pages, and whether the database answers. */
export type Rooms = { api: Room; pages: Room; isReady: () => Promise<boolean> };

export type Room = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const isApi = (path: string) => path.startsWith("/api/v1/");

/** A `.` or `..` between slashes, plain or encoded. Whoever asks takes them out; what still has them plays with paths. */
const dotSegment = /\/(\.|%2e){1,2}(\/|$)/i;

/** Whether an address is near the API's and is none of it: other letters, encodings, slashes or versions. */
function missesApi(path: string): boolean {
  if (isApi(path) || path.startsWith("/api/auth/")) return false;
  return /^\/+api(\/|$)/i.test(decodeURIComponent(path));
}

function answer(response: ServerResponse, error: AppError): void {
  response.writeHead(error.status, { "content-type": problemType, "cache-control": "no-store" });
  response.end(JSON.stringify(problemOf(error, String(response.getHeader(requestIdHeader)))));
}

const tooLarge = () => new AppError("too-large", "The request is larger than 1 MB.");

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain", "cache-control": "no-store" });
  response.end(`${text}\n`);
}

/** Whether the database answers, for load balancers; `/healthz` says only that the process lives. */
async function answerReadiness(response: ServerResponse, isReady: () => Promise<boolean>): Promise<void> {
  const ready = await isReady();
  if (!ready) response.setHeader("retry-after", "5");
  answerText(response, ready ? 200 : 503, ready ? "ok" : "the database is away");
}

/** On this machine `127.0.0.1` and `localhost` are the same to people, but not to cookies: they are led to APP_URL. */
function localDetour(request: IncomingMessage, path: string): string | null {
  const { host, hostname } = new URL(env().APP_URL);
  const elsewhere = request.headers.host !== undefined && request.headers.host !== host;
  const page = request.method === "GET" && request.headers.accept?.includes("text/html");
  return elsewhere && page && !isApi(path) && listensOnLoopback(hostname)
    ? env().APP_URL + (request.url ?? "/")
    : null;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * On an address of this machine alone, another host means that a page of the internet had its name point here (DNS
 * rebinding), and the local mailbox must not be read by it or through a proxy.
 */
function isMisdirected({ headers }: IncomingMessage, path: string): boolean {
  const hostname = URL.parse(`http://${headers.host ?? ""}`)?.hostname ?? "";
  const ofThisMachine = listensOnLoopback(new URL(env().APP_URL).hostname);
  const proxied = Object.keys(headers).some(
    (name) => name === "forwarded" || name.startsWith("x-forwarded-"),
  );
  return ofThisMachine && (!listensOnLoopback(hostname) || (proxied && path.startsWith("/dev/")));
}

/** Answers what needs no room: health, and requests that no room should see. */
async function answeredHere(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  isReady: Rooms["isReady"],
): Promise<boolean> {
  const { method = "GET", headers } = request;
  const detour = localDetour(request, path);
  if (method === "TRACE" || method === "TRACK" || method === "CONNECT") {
    response.setHeader("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    answer(response, new AppError("method-not-allowed", `${method} is not answered here.`));
  } else if (Number(headers["content-length"] ?? 0) > bodyLimitBytes) {
    answer(response, tooLarge());
  } else if (!isDecodable(path)) {
    answer(response, new AppError("bad-request", "The address is not well formed."));
  } else if (dotSegment.test(path) || missesApi(path)) {
    answer(response, notFound("address"));
  } else if (path === "/healthz") {
    answerText(response, 200, "ok");
  } else if (path === "/readyz") {
    await answerReadiness(response, isReady);
  } else if (isMisdirected(request, path)) {
    answer(response, new AppError("wrong-host", `Steward answers at ${env().APP_URL}.`));
  } else if (!isApi(path) && !safeMethods.has(method) && headers.origin !== env().APP_URL) {
    // A page of ours always sends its origin; without it, or with another's, the request was made elsewhere.
    answer(response, new AppError("wrong-origin", `This request must come from a page of ${env().APP_URL}.`));
  } else if (detour) {
    response.writeHead(307, { location: detour }).end();
  } else {
    return false;
  }
  return true;
}

/** Refuses a body that grows past the limit without having said so. */
function capBody(request: IncomingMessage, response: ServerResponse): void {
  let received = 0;
  const { emit } = request;
  request.emit = function counted(event: string, ...rest: unknown[]) {
    if (event !== "data") return emit.call(request, event, ...rest);
    received += (rest[0] as Buffer).length;
    if (received <= bodyLimitBytes) return emit.call(request, event, ...rest);
    if (!response.headersSent) {
      response.setHeader("connection", "close");
      answer(response, tooLarge());
    }
    request.destroy();
    return false;
  } as typeof request.emit;
}

/** Headers by which a client could pass for our front or for a proxy of ours. */
const ours =
  /^(x-steward-|x-middleware-|x-forwarded-|forwarded$|x-request-id$|content-security-policy$|host$)/;

/** Replaces what a client claims by what the front knows, so that the rooms may believe it. */
function vouch(request: IncomingMessage, known: Record<string, string | null>): void {
  const raw: string[] = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(i, i + 2);
    if (!ours.test(name.toLowerCase())) raw.push(name, value);
  }
  for (const name of Object.keys(request.headers)) if (ours.test(name)) delete request.headers[name];
  for (const [name, value] of Object.entries(known)) {
    if (value === null) continue;
    request.headers[name] = value;
    raw.push(name, value);
  }
  request.rawHeaders = raw;
}

/** The path as a person would see it: without the mark that Next puts on its own fetches. */
function pagePath(url: string): string {
  const [path = "/", query] = url.split("?", 2);
  const params = new URLSearchParams(query);
  params.delete("_rsc");
  return params.size > 0 ? `${path}?${params}` : path;
}

/** The path of an invitation, and of a link to a key, is its secret; and a key may stand in any by mistake. */
function loggable(path: string): string {
  return withoutKeys(path).replace(/^(\/invitations\/|\/orgs\/[^/]+\/keys\/reveal\/)[^/]+/, "$1[secret]");
}

/**
 * The front that every request passes: finds out the client's address, gives the request an id and its nonce, sets the
 * security headers, refuses what comes from elsewhere or is too large, and logs one line.
 */
export function front({ api, pages, isReady }: Rooms): Room {
  return async (request, response) => {
    const startedAt = performance.now();
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const requestId = randomUUID();
    const forwardedFor = request.headers["x-forwarded-for"]?.toString();
    const ip = clientAddress(request.socket.remoteAddress, forwardedFor, env().TRUSTED_PROXIES);
    const policy = isApi(path)
      ? secureAnswer(response)
      : securePage(randomBytes(16).toString("base64"), response);
    response.setHeader(requestIdHeader, requestId);
    response.once("finish", () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      const { method } = request;
      log.info(
        { requestId, method, path: loggable(path), status: response.statusCode, milliseconds, ip },
        "request",
      );
    });
    try {
      if (await answeredHere(request, response, path, isReady)) return;
      vouch(request, {
        // Whatever host was asked, ours is the one of APP_URL.
        host: new URL(env().APP_URL).host,
        [clientAddressHeader]: ip,
        [requestIdHeader]: requestId,
        [pathHeader]: pagePath(request.url ?? "/"),
        [softNavigationHeader]: request.headers.rsc === "1" ? "1" : null,
        [passiveHeader]: isPassive(request.headers) ? "1" : null,
        "content-security-policy": policy,
      });
      capBody(request, response);
      await (isApi(path) ? api : pages)(request, response);
    } catch (error) {
      log.error({ error, requestId }, "bug");
      if (response.headersSent) response.destroy();
      else answer(response, new AppError("internal", "Something went wrong on our side."));
    }
  };
}

/** Whether a browser asks ahead of anyone, or a page asks by itself how things stand. Neither keeps a session awake. */
function isPassive(headers: IncomingHttpHeaders): boolean {
  const ahead = [headers["sec-purpose"], headers.purpose, headers["x-moz"]].some((value) =>
    String(value ?? "").includes("prefetch"),
  );
  return ahead || headers["next-router-prefetch"] !== undefined || headers["x-steward-poll"] !== undefined;
}
