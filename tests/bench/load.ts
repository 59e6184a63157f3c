import { connect } from "node:net";

/** What one connection after the other was answered: how many, and how long each took, in milliseconds. */
export type Load = { perSecond: number; times: number[] };

const blank = Buffer.from("\r\n\r\n");

/**
 * Asks for `path` on as many kept connections as told, each the next time once it is answered, for so many seconds. Raw
 * sockets, so that what is asked has the processor and not who asks. Throws at any answer but 200.
 */
export async function load(
  address: string,
  path: string,
  key: string,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const { hostname, port } = new URL(address);
  const asked = Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${key}\r\n\r\n`,
  );
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect(Number(port), hostname);
          let [startedAt, wanted, chunks, received] = [0, 0, [] as Buffer[], 0];
          const ask = () => {
            [startedAt, wanted, chunks, received] = [performance.now(), 0, [], 0];
            socket.write(asked);
          };
          socket.setNoDelay(true).once("connect", ask).once("error", reject);
          socket.on("data", (chunk) => {
            chunks.push(chunk);
            received += chunk.length;
            if (wanted === 0) {
              const whole = Buffer.concat(chunks);
              const head = whole.indexOf(blank);
              if (head < 0) return;
              const words = whole.toString("latin1", 0, head);
              const [, length] = words.match(/\r\ncontent-length: (\d+)/i) ?? [];
              if (!words.startsWith("HTTP/1.1 200 ") || !length) {
                socket.destroy();
                return reject(new Error(`${path} was answered: ${whole.toString("latin1", 0, 500)}`));
              }
              wanted = head + blank.length + Number(length);
            }
            if (received < wanted) return;
            const at = performance.now();
            times.push(at - startedAt);
            if (at < end) return ask();
            socket.destroy();
            resolve();
          });
        }),
    ),
  );
  return { perSecond: times.length / seconds, times };
}
