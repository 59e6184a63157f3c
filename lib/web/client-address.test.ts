import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address";

const proxies = ["10.0.0.0/8", "fd00::/8"];

describe("the client's address", () => {
  test.each([
    ["198.51.100.7", undefined, [], "198.51.100.7"],
    ["198.51.100.7", "203.0.113.9", [], "198.51.100.7"],
    ["198.51.100.7", "203.0.113.9", proxies, "198.51.100.7"],
    ["10.0.0.1", "203.0.113.9", proxies, "203.0.113.9"],
    ["::ffff:10.0.0.1", "203.0.113.9", proxies, "203.0.113.9"],
    ["fd00::1", "2001:db8::9", proxies, "2001:db8::9"],
    ["fd00::1", "[2001:db8::9]", proxies, "2001:db8::9"],
    ["10.0.0.1", "192.0.2.1, 203.0.113.9", proxies, "203.0.113.9"],
    ["10.0.0.1", "192.0.2.1, 203.0.113.9, 10.0.0.2", proxies, "203.0.113.9"],
    ["10.0.0.1", "10.0.0.3, 10.0.0.2", proxies, "10.0.0.3"],
    ["10.0.0.1", "", proxies, "10.0.0.1"],
    ["10.0.0.1", "unknown", proxies, "10.0.0.1"],
    ["10.0.0.1", "203.0.113.9, unknown", proxies, "10.0.0.1"],
    ["10.0.0.1", "203.0.113.9:4711", proxies, "10.0.0.1"],
    ["10.0.0.1", "::ffff:203.0.113.9", proxies, "203.0.113.9"],
    ["fe80::1%eth0", undefined, [], null],
    [undefined, "203.0.113.9", proxies, null],
  ])("of peer %s with X-Forwarded-For %j behind %j is %s", (peer, forwardedFor, trusted, address) => {
    expect(clientAddress(peer, forwardedFor, trusted)).toBe(address);
  });

  test("is never what a client wrote, however much of it", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6())), (written) => {
        const seen = clientAddress("10.0.0.1", [...written, "198.51.100.7"].join(","), proxies);
        expect(seen).toBe("198.51.100.7");
      }),
    );
  });
});
