import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { networkPattern, networksAround, parseNetwork, typedNetworkPattern, within } from "./networks";

describe("a network", () => {
  test.each([
    ["203.0.113.0/24", "203.0.113.0/24"],
    [" 203.0.113.7 ", "203.0.113.7/32"],
    ["10.0.0.0/8", "10.0.0.0/8"],
    ["2001:DB8::/32", "2001:db8::/32"],
    ["2001:0db8:0:0::1", "2001:db8::1/128"],
    ["2001:db8:0:0:1:0:0:1/128", "2001:db8::1:0:0:1/128"],
    ["::1", "::1/128"],
  ])("%s is kept as %s", (typed, cidr) => {
    expect(parseNetwork(typed)).toEqual({ cidr });
    expect(typed.trim()).toMatch(typedNetworkPattern);
    expect(cidr).toMatch(networkPattern);
  });

  test.each([
    ["10.0.0.1/8", /Write 10\.0\.0\.0\/8, or 10\.0\.0\.1\./],
    ["2001:db8::1/32", /Write 2001:db8::\/32/],
    ["10.0.0.0/33", /from 1 to 32/],
    ["10.0.0.0/08", /from 1 to 32/],
    ["2001:db8::/129", /from 1 to 128/],
    ["10.0.0.0/-1", /from 1 to 32/],
    ["::/0", /everyone/],
    ["0.0.0.0/0", /everyone/],
    ["fe80::1%eth0", /not a network/],
    ["fe80::1%eth0/64", /not a network/],
    ["::ffff:10.0.0.1", /Write it as IPv4/],
    ["::ffff:10.0.0.0/104", /Write it as IPv4/],
    ["10.1", /not a network/],
    ["010.0.0.0/8", /not a network/],
    ["192.168.010.0/24", /not a network/],
    ["0x0a.0.0.1", /not a network/],
    ["256.0.0.1", /not a network/],
    ["10.0.0.0/8/8", /not a network/],
    ["example.com", /not a network/],
    ["", /not a network/],
    ["1".repeat(10_000), /not a network/],
  ])("%s is refused with words that help", (typed, words) => {
    expect(parseNetwork(typed)).toEqual({ complaint: expect.stringMatching(words) });
  });
});

describe("an address", () => {
  const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join("."));
  const ipv6 = fc
    .array(fc.nat(0xffff), { minLength: 8, maxLength: 8 })
    .map((parts) => parts.map((part) => part.toString(16)).join(":"));

  test("lies in a network just as its bits say", () => {
    fc.assert(
      fc.property(
        fc.oneof(ipv4, ipv6),
        fc.oneof(ipv4, ipv6),
        fc.integer({ min: 1, max: 128 }),
        (ip, base, n) => {
          const around = networksAround(base).split(" ");
          const cidr = around[n % around.length] as string;
          const [network, bits] = ipaddr.parseCIDR(cidr);
          const address = ipaddr.process(ip);

          const due = address.kind() === network.kind() && address.match([network, bits] as never);

          expect(within([cidr])(ip)).toBe(due);
          expect(parseNetwork(cidr)).toEqual({ cidr });
        },
      ),
    );
  });

  test("of IPv4 in the dress of IPv6 counts as what it is", () => {
    expect(within(["203.0.113.0/24"])("::ffff:203.0.113.7")).toBe(true);
  });

  test("that is unknown lies in none", () => {
    expect(within(["203.0.113.0/24"])(null)).toBe(false);
  });
});
