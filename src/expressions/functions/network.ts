import { error, unsure } from '../evaluation.js';
import { listOf, NUMBER, STRING } from '../types.js';
import { list, string, type TerraformValue } from '../value.js';
import { count, type FunctionRow, row, textArgument, whole } from './row.js';

/** A range of addresses, by its first one. */
interface Network {
  readonly address: bigint;
  /** Unit: bits. */
  readonly prefix: number;
  /** The length of an address: 32 or 128. Unit: bits. */
  readonly size: 32 | 128;
}

function parseNetwork(value: TerraformValue | undefined): Network {
  const [address = '', prefix = '', ...more] = textArgument(value).split('/');
  if (more.length > 0 || !/^\d{1,3}$/.test(prefix)) return error('this is no CIDR prefix');
  const parsed = parseV4(address) ?? parseV6(address) ?? error('this is no IP address');
  const bits = Number(prefix);
  if (bits > parsed.size) error('the prefix is longer than the address');
  return { ...parsed, address: alignedDown(parsed.address, parsed.size - bits), prefix: bits };
}

function alignedDown(address: bigint, bits: number): bigint {
  return (address >> BigInt(bits)) << BigInt(bits);
}

/** Leading zeros do not make an octal number here. Source: https://github.com/hashicorp/terraform/tree/main/internal/ipaddr */
function parseV4(address: string): Pick<Network, 'address' | 'size'> | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const octets = match?.slice(1).map(Number);
  if (octets === undefined || octets.some((octet) => octet > 255)) return undefined;
  return { address: octets.reduce((joined, octet) => (joined << 8n) | BigInt(octet), 0n), size: 32 };
}

function parseV6(given: string): Pick<Network, 'address' | 'size'> | undefined {
  if (given.includes('.') && given.includes(':')) return unsure('an IPv4 address inside an IPv6 address');
  const halves = given.split('::');
  if (halves.length > 2 || !/^[0-9a-fA-F:]*$/.test(given)) return undefined;
  const [left = [], right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...(right ?? [])];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const address = groups.reduce((joined, group) => (joined << 16n) | BigInt(Number.parseInt(group, 16)), 0n);
  return address >> 32n === 0xffffn ? unsure('an IPv4 address inside an IPv6 address') : { address, size: 128 };
}

/** Source: https://www.rfc-editor.org/rfc/rfc5952#section-4 */
function formatAddress(address: bigint, size: 32 | 128): string {
  if (size === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
  if (address >> 32n === 0xffffn) return unsure('an IPv4 address inside an IPv6 address');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
  const longest = runs.reduce<RegExpMatchArray | undefined>(
    (best, run) => (best === undefined || run[0].length > best[0].length ? run : best),
    undefined,
  );
  if (longest === undefined) return text;
  const start = longest.index ?? 0;
  return `${text.slice(0, start).replace(/:$/, '')}::${text.slice(start + longest[0].length).replace(/^:/, '')}`;
}

function formatNetwork({ address, prefix, size }: Network): string {
  return `${formatAddress(address, size)}/${prefix}`;
}

function host([given, number]: readonly TerraformValue[]): TerraformValue {
  const { address, prefix, size } = parseNetwork(given);
  const wanted = whole(number);
  if (wanted > 0x7fff_ffff_ffff_ffffn || wanted < -0x7fff_ffff_ffff_ffffn) unsure('a host number of that size');
  const last = (1n << BigInt(size - prefix)) - 1n;
  const offset = wanted < 0n ? last + 1n + wanted : wanted;
  if (offset > last || offset < 0n) error('the prefix has no such host');
  return string(formatAddress(address + offset, size));
}

function subnet([given, bits, number]: readonly TerraformValue[]): TerraformValue {
  const { address, prefix, size } = parseNetwork(given);
  const [added, wanted] = [count(bits), whole(number)];
  const longer = prefix + added;
  if (longer > size) error('the address is too short for that');
  if (added < 0 || added > 63 || wanted < 0n || wanted > 0xffff_ffff_ffff_ffffn) unsure('a subnet number of that size');
  if (wanted >= 1n << BigInt(added)) error('there is no such subnet');
  return string(formatNetwork({ address: address + (wanted << BigInt(size - longer)), prefix: longer, size }));
}

/** Subnets of several sizes, one after the other. */
function subnets([given, ...bits]: readonly TerraformValue[]): TerraformValue {
  const { address, prefix, size } = parseNetwork(given);
  if (bits.length > 0 && address === 0n) unsure('subnets from address zero');
  const end = address + (1n << BigInt(size - prefix));
  let next = address;
  const found = bits.map((value) => {
    const added = count(value);
    if (added < 1 || added > 32) error('a prefix is extended by 1 to 32 bits');
    const longer = prefix + added;
    if (longer > size) error('the address is too short for that');
    const length = 1n << BigInt(size - longer);
    const start = alignedDown(next + length - 1n, size - longer);
    if (start + length > end) error('there is no room for that subnet');
    next = start + length;
    return string(formatNetwork({ address: start, prefix: longer, size }));
  });
  return list(STRING, found);
}

function netmask([given]: readonly TerraformValue[]): TerraformValue {
  const { prefix, size } = parseNetwork(given);
  if (size === 128) error('IPv6 has no netmasks');
  return string(formatAddress(alignedDown(0xffff_ffffn, 32 - prefix), 32));
}

/** Functions over ranges of IP addresses. */
export const NETWORK_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  cidrhost: row([STRING, NUMBER], STRING, host),
  cidrnetmask: row([STRING], STRING, netmask),
  cidrsubnet: row([STRING, NUMBER, NUMBER], STRING, subnet),
  cidrsubnets: row([STRING], listOf(STRING), subnets, { rest: { type: NUMBER } }),
};
