import ipaddr from "ipaddr.js";

/** Networks as CIDRs (RFC 4632, RFC 4291), written in the one way that compares. */

export type ParsedNetwork = { cidr: string } | { complaint: string };

/** What addresses and networks look like, as they are kept and as `parseNetwork`, which knows what they are, takes them. */
export const addressPattern = /^[0-9a-f.:]+$/;
export const networkPattern = /^[0-9a-f.:]+\/[0-9]{1,3}$/;
export const typedNetworkPattern = /^[0-9A-Fa-f.:]+(\/[0-9]{1,3})?$/;

/** Four numbers without leading zeros, which some readers take for octal. */
const ipv4Pattern = /^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}$/;

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function textOf(address: Address): string {
  // The form of RFC 5952 for IPv6, as PostgreSQL writes it too.
  return address.kind() === "ipv6" ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();
}

function maskedTo(bytes: number[], bits: number): number[] {
  return bytes.map((byte, i) => {
    const kept = Math.min(8, Math.max(0, bits - i * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
}

function cidrOf(address: Address, bits: number): string {
  return `${textOf(ipaddr.fromByteArray(maskedTo(address.toByteArray(), bits)))}/${bits}`;
}

/**
 * Reads a network that someone typed, an address alone being a network of one. Refuses, saying what to write instead,
 * what is none, what has bits beyond its prefix, zones, IPv4 in the dress of IPv6, and what would let everyone in.
 */
export function parseNetwork(text: string): ParsedNetwork {
  const typed = text.trim();
  const [first = "", length, ...rest] = typed.split("/");
  const wellWritten = ipv4Pattern.test(first) || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(first);
  if (!wellWritten || rest.length > 0 || !ipaddr.isValid(first)) {
    return {
      complaint: `${shortened(typed)} is not a network. Write it like 203.0.113.0/24 or 2001:db8::/32.`,
    };
  }
  const address = ipaddr.parse(first);
  const widest = address.kind() === "ipv4" ? 32 : 128;
  if (length !== undefined && (!/^(0|[1-9][0-9]{0,2})$/.test(length) || Number(length) > widest))
    return { complaint: `${shortened(typed)}: the part after the slash is a number from 1 to ${widest}.` };
  if (address.kind() === "ipv6" && (address as ipaddr.IPv6).isIPv4MappedAddress())
    return { complaint: `${shortened(typed)} is an IPv4 network in disguise. Write it as IPv4.` };
  const bits = length === undefined ? widest : Number(length);
  if (bits === 0)
    return { complaint: `${shortened(typed)} lets everyone in. Switch the restriction off instead.` };
  const cidr = cidrOf(address, bits);
  if (cidr !== `${textOf(address)}/${bits}`)
    return {
      complaint: `${shortened(typed)} has bits beyond its prefix. Write ${cidr}, or ${textOf(address)}.`,
    };
  return { cidr };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/**
 * Every network that an address lies in, from itself to half the internet, with blanks between: 32 of them for IPv4, 128 for
 * IPv6. A list of any length is checked by looking these up. An IPv4 address in the dress of IPv6 counts as what it is.
 */
export function networksAround(ip: string): string {
  const known = around.get(ip);
  if (known) return known;
  if (around.size >= mostRemembered) around.clear();
  const networks = computedAround(ip);
  around.set(ip, networks);
  return networks;
}

/** The same few addresses come again and again. */
const around = new Map<string, string>();
const mostRemembered = 2_000;

function computedAround(ip: string): string {
  const address = ipaddr.process(ip);
  const widest = address.kind() === "ipv4" ? 32 : 128;
  return Array.from({ length: widest }, (_, i) => cidrOf(address, widest - i)).join(" ");
}

/** The first bits of an address, as a text that compares fast. */
function beginningOf(address: Address, bits: number): string {
  return String.fromCharCode(bits, ...maskedTo(address.toByteArray(), bits));
}

/**
 * Answers of an address whether it lies in one of the networks, which are as `parseNetwork` writes them; nowhere lies in
 * none. Only the lengths that occur among them are looked up, so that 100,000 addresses are judged in a moment.
 */
export function within(cidrs: Iterable<string>): (ip: string | null) => boolean {
  const known = { ipv4: new Set<string>(), ipv6: new Set<string>() };
  const lengths = { ipv4: new Set<number>(), ipv6: new Set<number>() };
  for (const cidr of cidrs) {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    known[network.kind()].add(beginningOf(network, bits));
    lengths[network.kind()].add(bits);
  }
  const orders = { ipv4: [...lengths.ipv4], ipv6: [...lengths.ipv6] };
  return (ip) => {
    if (ip === null || lengths.ipv4.size + lengths.ipv6.size === 0) return false;
    const address = ipaddr.process(ip);
    return orders[address.kind()].some((bits) => known[address.kind()].has(beginningOf(address, bits)));
  };
}
