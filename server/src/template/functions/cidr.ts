import { t } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import type { ArmFunction } from './arm-function.ts';
import { eager, int, integer, string } from './define.ts';
import { documentedMembers } from './documented-members.ts';
import { failure, int as whole, record, text } from './make.ts';

/** The functions for address ranges, IPv4 and IPv6. */
export const cidrFunctions: readonly ArmFunction[] = [
  eager({
    name: 'cidrHost',
    category: 'cidr',
    returns: 'string',
    documentation: 'The usable address with the given zero-based index in an address range.',
    takes: [
      string('network', 'An address range, such as 10.0.0.0/24.'),
      integer('hostIndex', 'The zero-based index among the usable addresses.'),
    ],
    call([given, index]) {
      const network = parseNetwork(given);
      if (!network) return notARange(given);
      // The first IPv6 host follows the network address, although that address is usable itself.
      const skipped = network.bits === 128 && network.prefix < 128 ? 1n : 0n;
      const host = firstUsable(network) + skipped + index;
      return index < 0n || host > lastUsable(network)
        ? failure(t("'{0}' has no host {1}", given, index))
        : text(addressText(host, network.bits));
    },
  }),
  eager({
    name: 'cidrSubnet',
    category: 'cidr',
    returns: 'string',
    documentation:
      'The subnet with the given prefix length and zero-based index in an address range.',
    takes: [
      string('network', 'An address range, such as 10.0.0.0/16.'),
      int('newCIDR', 'The prefix length of the subnet, from that of the range to 32 (IPv6: 128).'),
      integer('subnetIndex', 'The zero-based index of the subnet.'),
    ],
    call([given, prefix, index]) {
      const network = parseNetwork(given);
      if (!network) return notARange(given);
      if (prefix < network.prefix || prefix > network.bits) {
        return failure(t("'{0}' cannot be split into subnets of /{1}", given, prefix));
      }
      if (index < 0n || index >= 1n << BigInt(prefix - network.prefix)) {
        return failure(t("'{0}' has no subnet {1} of /{2}", given, index, prefix));
      }
      const start = network.start + (index << BigInt(network.bits - prefix));
      return text(`${addressText(start, network.bits)}/${prefix}`);
    },
  }),
  eager({
    name: 'parseCidr',
    category: 'cidr',
    returns: 'object',
    documentation: 'The network, netmask, usable addresses and prefix length of an address range.',
    members: documentedMembers.parseCidr,
    takes: [string('network', 'An address range, such as 10.0.0.0/24.')],
    call([given]) {
      const network = parseNetwork(given);
      return network ? describe(network) : notARange(given);
    },
  }),
];

interface Network {
  /** 32 or 128. */
  readonly bits: 32 | 128;
  /** How many bits the addresses have in common. */
  readonly prefix: number;
  readonly start: bigint;
}

function notARange(given: string): Value {
  return failure(t("'{0}' is not an address range such as 10.0.0.0/24", given));
}

function parseNetwork(range: string): Network | undefined {
  const [address = '', length = '', more] = range.split('/');
  if (more !== undefined || !/^\d{1,3}$/.test(length)) return undefined;
  const bits = address.includes(':') ? 128 : 32;
  const value = bits === 128 ? parseIpv6(address) : parseIpv4(address);
  const prefix = Number(length);
  if (value === undefined || prefix > bits) return undefined;
  const hostBits = BigInt(bits - prefix);
  return { bits, prefix, start: (value >> hostBits) << hostBits };
}

function parseIpv4(address: string): bigint | undefined {
  const parts = address.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseIpv6(address: string): bigint | undefined {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const left = groupsOf(head);
  const right = groupsOf(tail ?? []);
  if (!left || !right) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => 0n), ...right];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** Returns 16-bit groups; an IPv4 address at the end makes two of them. */
function groupsOf(parts: readonly string[]): readonly bigint[] | undefined {
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const embedded = index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

function end(network: Network): bigint {
  return network.start + (1n << BigInt(network.bits - network.prefix)) - 1n;
}

/** An IPv4 range of more than two addresses keeps the first for itself and the last for broadcast. */
function reserved({ bits, prefix }: Network): bigint {
  return bits === 32 && prefix < 31 ? 1n : 0n;
}

function firstUsable(network: Network): bigint {
  return network.start + reserved(network);
}

function lastUsable(network: Network): bigint {
  return end(network) - reserved(network);
}

function describe(network: Network): Value {
  const { bits, prefix, start } = network;
  const all = (1n << BigInt(bits)) - 1n;
  const hostBits = BigInt(bits - prefix);
  const address = (value: bigint): Value => text(addressText(value, bits));
  return record(
    new Map<string, Value>([
      ['network', address(start)],
      ['netmask', address((all >> hostBits) << hostBits)],
      ...(bits === 32 ? [['broadcast', address(end(network))] as const] : []),
      ['firstUsable', address(firstUsable(network))],
      ['lastUsable', address(lastUsable(network))],
      ['cidr', whole(prefix)],
    ]),
  );
}

function addressText(value: bigint, bits: 32 | 128): string {
  if (bits === 32) return groups(value, 4, 8n).join('.');
  const parts = groups(value, 8, 16n).map((group) => group.toString(16));
  // The longest run of zero groups, the first of several, is written as `::`.
  const runs = parts.map((_, start) => {
    let length = 0;
    while (parts[start + length] === '0') length++;
    return { start, length };
  });
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best));
  if (longest.length < 2) return parts.join(':');
  const tail = parts.slice(longest.start + longest.length).join(':');
  return `${parts.slice(0, longest.start).join(':')}::${tail}`;
}

function groups(value: bigint, count: number, size: bigint): readonly bigint[] {
  return Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(Number(size), value >> (size * BigInt(count - 1 - index))),
  );
}
