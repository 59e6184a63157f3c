import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestOf,
  type ServerResponse,
} from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the API of any Steward is called through Prism; `callApi` does. */
    prism: string;
  }
}

/** The header of a request that names the Steward it is for. No Steward gets to see it. */
export const stewardHeader = "x-steward-asked";

/**
 * One Prism for the whole run, since each takes two seconds to start: it compares all that goes through it with the
 * document of the API. In front of it a door that starts it for the first request, with the document of the Steward
 * that is asked; behind it one that leads each request to its Steward.
 */
export default async function setup({ provide }: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "steward-prism-"));
  let prism: ReturnType<typeof startPrism> | undefined;
  const behind = await open((request, response) => {
    const { [stewardHeader]: steward, ...headers } = request.headers;
    passOn(request, response, String(steward), headers);
  });
  const before = await open((request, response) => {
    prism ??= startPrism(String(request.headers[stewardHeader]), behind.url, folder);
    prism.then(
      ({ url }) => passOn(request, response, url, request.headers),
      (error) => response.writeHead(502).end(String(error)),
    );
  });
  provide("prism", before.url);
  return async () => {
    for (const door of [before, behind]) door.close();
    await prism?.then(
      ({ stop }) => stop(),
      () => {},
    );
    rmSync(folder, { recursive: true });
  };
}

async function startPrism(steward: string, upstream: string, folder: string) {
  const file = join(folder, "openapi.json");
  writeFileSync(file, await (await fetch(`${steward}/api/v1/openapi.json`)).text());
  const child = spawn(
    "node_modules/.bin/prism",
    ["proxy", file, upstream, "--host", "127.0.0.1", "--port", "0", "--cors=false"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const url = await new Promise<string>((ready, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      const [, address] = line.match(/is listening on (\S+)/) ?? [];
      if (address) ready(address);
    });
    child.once("exit", (code) => reject(new Error(`Prism ended with ${code}.`)));
  });
  return { url, stop: () => child.kill() };
}

async function open(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** Asks the same of another server, under its own name, and answers what it does. */
function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  to: string,
  headers: IncomingHttpHeaders,
): void {
  const { host } = new URL(to);
  const outgoing = requestOf(
    to,
    // A connection of its own: one that is kept may be ended just then by a server that stops.
    { path: request.url, method: request.method, headers: { ...headers, host }, agent: false },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.once("error", () => response.destroy());
  request.pipe(outgoing);
}
