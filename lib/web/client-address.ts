import ipaddr from "ipaddr.js";

type Networks = readonly string[];

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // A zone id names an interface of one machine and means nothing to another.
  const plain = text.trim().replace(/^\[(.*)\]$/, "$1");
  return !plain.includes("%") && ipaddr.isValid(plain) ? ipaddr.process(plain) : null;
}

function belongs(address: ipaddr.IPv4 | ipaddr.IPv6, networks: Networks): boolean {
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return range.kind() === address.kind() && address.match(range, bits);
  });
}

/**
 * The client's address: the socket's, unless the peer is a trusted proxy; then the right-most address of
 * `X-Forwarded-For` that is not a trusted proxy's. What a client writes into the header itself stands
 * further left and is never believed. IPv4 in IPv6 disguise is told as IPv4.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: Networks,
): string | null {
  let address = peer === undefined ? null : parse(peer);
  const hops = (forwardedFor ?? "").split(",");
  while (address && hops.length > 0 && belongs(address, trusted)) {
    const hop = parse(hops.pop() ?? "");
    if (!hop) break;
    address = hop;
  }
  return address?.toString() ?? null;
}
