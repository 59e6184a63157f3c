import { createServer, connect as dial, type Socket } from "node:net";

/** A way to a PostgreSQL on which every statement that a client sends is heard. */
export type Wire = { url: string; heard: () => string[]; forget: () => void; close: () => Promise<void> };

/** What carries a transaction and its settings, and is sent along with the statements proper. */
const carrying = /^\s*(begin|commit|rollback|select set_config\(\$1)/i;

/**
 * Stands between a client and the PostgreSQL at `target`, and notes the text of each statement that is executed but for
 * those that only carry a transaction. Reads the protocol's third version: what is parsed under a name is remembered,
 * what is bound is heard.
 */
export async function listenIn(target: string): Promise<Wire> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let statements: string[] = [];
  const server = createServer((client) => {
    const upstream = dial(Number(to.port), to.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    }
    upstream.pipe(client);
    client.pipe(upstream);
    client.on(
      "data",
      reader((text) => {
        if (!carrying.test(text)) statements.push(text);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(target);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    heard: () => [...statements],
    forget: () => {
      statements = [];
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Takes one client's bytes apart into messages, and tells of each statement that is run. */
function reader(tell: (statement: string) => void): (chunk: Buffer) => void {
  const parsed = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      // The first message has no letter in front of its length.
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = rest.readInt32BE(head) + head;
      if (rest.length < length) return;
      const letter = started ? String.fromCharCode(rest[0] ?? 0) : "";
      const body = rest.subarray(head + 4, length);
      rest = rest.subarray(length);
      started = true;
      const [first = "", second = ""] = body.toString("utf8").split("\0");
      if (letter === "P") parsed.set(first, second);
      if (letter === "B") tell(parsed.get(second) ?? "");
      if (letter === "Q") tell(first);
    }
  };
}
