import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { headerPattern, requestContext } from "./request";

test("a user agent is made of what a header can hold, which Node refuses to read anything else in", async () => {
  const seen: string[] = [];
  const server = createServer(({ headers }, answer) => {
    seen.push(requestContext(new Headers(headers as Record<string, string>)).userAgent ?? "");
    answer.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;

  for (let byte = 0; byte < 256; byte++) {
    const socket = connect(port, "127.0.0.1");
    const given = Buffer.from(`a${String.fromCharCode(byte)}b`, "latin1");
    socket.write("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nuser-agent: ");
    socket.end(Buffer.concat([given, Buffer.from("\r\n\r\n")]));
    await text(socket);
  }

  server.close();
  expect(seen.filter((agent) => !headerPattern.test(agent))).toEqual([]);
  expect(seen).toHaveLength(1 + (0x7f - 0x20) + 0x80);
});
