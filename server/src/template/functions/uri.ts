import { t } from '../../base/l10n.ts';
import { get, type ObjectValue, type Value } from '../value.ts';
import { shapeOf } from '../shape.ts';
import type { Argument, ArmFunction } from './arm-function.ts';
import { base64Bytes, toBase64 } from './base64.ts';
import { eager, object, string } from './define.ts';
import { documentedMembers } from './documented-members.ts';
import { failure, int, nothing, record, text, unknown } from './make.ts';
import { fromUtf8, utf8 } from '../../base/utf8.ts';
import { bounded, outlined } from './wording.ts';

/** The string functions for URIs. */
export const uriFunctions: readonly ArmFunction[] = [
  eager({
    name: 'buildUri',
    category: 'string',
    returns: 'string',
    documentation: 'Makes a URI of an object with scheme, host, port, path and query.',
    takes: [object('components', 'An object with scheme, host, and perhaps port, path and query.')],
    call: ([components]) => buildUri(components),
  }),
  eager({
    name: 'dataUri',
    category: 'string',
    returns: 'string',
    documentation: 'Makes a data URI that holds a text.',
    takes: [string('stringToConvert', 'The text to hold.')],
    call: ([given]) =>
      bounded(given.length, () => `data:text/plain;charset=utf-8;base64,${toBase64(given)}`),
  }),
  eager({
    name: 'dataUriToString',
    category: 'string',
    returns: 'string',
    documentation: 'The text that a data URI holds.',
    takes: [string('dataUriToConvert', 'The data URI.')],
    call: ([given]) => dataUriText(given),
  }),
  eager({
    name: 'parseUri',
    category: 'string',
    returns: 'object',
    documentation:
      'Takes an absolute URI apart: scheme, host, port (null if it is the usual one), path and query.',
    members: documentedMembers.parseUri,
    takes: [string('uri', 'An absolute URI.')],
    call([given]) {
      const uri = parseAbsolute(given);
      if (!uri) return notAbsolute(given);
      return record(
        new Map<string, Value>([
          ['scheme', text(uri.scheme)],
          ['host', text(uri.host)],
          ['port', uri.port === undefined ? nothing() : int(uri.port)],
          ['path', text(uri.path)],
          ['query', text(uri.query)],
        ]),
      );
    },
  }),
  eager({
    name: 'uri',
    category: 'string',
    returns: 'string',
    documentation: 'Resolves a relative URI against an absolute one.',
    takes: [
      string('baseUri', 'The absolute URI to start from.'),
      string('relativeUri', 'The URI to add to it.'),
    ],
    call([base, relative]) {
      const absolute = parseAbsolute(base);
      return absolute ? text(resolve(absolute, relative)) : notAbsolute(base);
    },
    partial([base, relative]) {
      const path = knownPart(relative);
      const missing = [base, relative].find((part) => part?.kind === 'unknown');
      // A path that begins with a slash, dots or something unknown may lead anywhere.
      if (missing?.kind !== 'unknown' || /^(?:$|[/.{?#])/.test(path)) return undefined;
      if (base?.kind === 'string' && parseAbsolute(base.value)) {
        return outlined(missing.reason, base.value.replace(/[^/]*$/, '') + path);
      }
      const hole = knownPart(base);
      return base?.kind === 'unknown' && /^\{[^{}]*\}$/.test(hole)
        ? outlined(missing.reason, `${hole}/../${path}`)
        : undefined;
    },
  }),
  eager({
    name: 'uriComponent',
    category: 'string',
    returns: 'string',
    documentation: 'Encodes a text so that it can be part of a URI.',
    takes: [string('stringToEncode', 'The text to encode.')],
    call: ([given]) => bounded(given.length, () => encoded(given, /[A-Za-z\d\-_.~]/)),
  }),
  eager({
    name: 'uriComponentToString',
    category: 'string',
    returns: 'string',
    documentation: 'Decodes a text that was encoded for a URI.',
    takes: [string('uriEncodedString', 'The text to decode.')],
    call: ([given]) => text(decoded(given)),
  }),
];

function knownPart(argument: Argument | undefined): string {
  return argument === undefined || argument.kind === 'lambda' ? '' : shapeOf(argument);
}

/** An absolute URI with an authority; `port` is there when it is not the usual one. */
interface AbsoluteUri {
  readonly scheme: string;
  readonly user: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
  /** With its `?`; empty when there is none. */
  readonly query: string;
  readonly fragment: string;
}

const USUAL_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['ftp', 21],
  ['ws', 80],
  ['wss', 443],
]);

function notAbsolute(given: string): Value {
  return failure(t("'{0}' is not an absolute URI", given));
}

function parseAbsolute(given: string): AbsoluteUri | undefined {
  const whole = /^([A-Za-z][A-Za-z\d+.-]*):[/\\]{2}([^/\\?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/s;
  const match = whole.exec(given.trim());
  if (!match) return undefined;
  const [, name = '', authority = '', path = '', query = '', fragment = ''] = match;
  const scheme = name.toLowerCase();
  const parts = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:@[\]\s]*)(?::(\d{0,5}))?$/.exec(authority);
  const host = parts?.[2]?.toLowerCase() ?? '';
  const port = parts?.[3] ? Number(parts[3]) : undefined;
  if (!parts || (host === '' && scheme !== 'file') || (port ?? 0) > 65_535) return undefined;
  return {
    scheme,
    user: parts[1] === undefined ? '' : `${parts[1]}@`,
    host,
    port: port === USUAL_PORTS.get(scheme) ? undefined : port,
    path: withoutDots(escaped(path.replaceAll('\\', '/') || '/')),
    query: escaped(query),
    fragment: escaped(fragment),
  };
}

/** Resolves as RFC 3986, section 5.2, says. */
function resolve(base: AbsoluteUri, reference: string): string {
  const written = reference.trim().replaceAll('\\', '/');
  if (/^[A-Za-z][A-Za-z\d+.-]*:/.test(written)) {
    const other = parseAbsolute(written);
    return other ? print(other) : escaped(written);
  }
  if (written.startsWith('//')) {
    const other = parseAbsolute(`${base.scheme}:${written}`);
    return other ? print(other) : escaped(written);
  }
  const [, path = '', query, fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(written) ?? [];
  const folder = base.path.slice(0, base.path.lastIndexOf('/') + 1);
  const merged = path.startsWith('/') ? path : folder + path;
  return print({
    ...base,
    path: path === '' ? base.path : withoutDots(escaped(merged)),
    query: path === '' && query === undefined ? base.query : escaped(query ?? ''),
    fragment: escaped(fragment),
  });
}

function withoutDots(path: string): string {
  const segments: string[] = [];
  const given = path.split('/').slice(1);
  for (const [index, segment] of given.entries()) {
    const isLast = index === given.length - 1;
    if (segment === '..') segments.pop();
    if (segment !== '.' && segment !== '..') segments.push(segment);
    else if (isLast) segments.push('');
  }
  return `/${segments.join('/')}`;
}

function print({ scheme, user, host, port, path, query, fragment }: AbsoluteUri): string {
  const authority = port === undefined ? user + host : `${user}${host}:${port}`;
  return `${scheme}://${authority}${path}${query}${fragment}`;
}

/** Encodes what may not stand in a URI and leaves the rest, encoded parts included. */
function escaped(part: string): string {
  return encoded(part, /[A-Za-z\d\-_.~:/?#[\]@!$&'()*+,;=%]/);
}

function encoded(part: string, kept: RegExp): string {
  let result = '';
  for (const character of part) {
    if (kept.test(character)) result += character;
    else for (const byte of utf8(character)) result += `%${hex(byte)}`;
  }
  return result;
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

/** Decodes each run of `%XX`; bytes that are not UTF-8 stay as they are written. */
function decoded(given: string): string {
  return given.replace(/(?:%[\dA-Fa-f]{2})+/g, (run) => {
    const bytes = (run.match(/[\dA-Fa-f]{2}/g) ?? []).map((pair) => parseInt(pair, 16));
    const whole = fromUtf8(bytes);
    return whole.includes('\uFFFD') && !/%EF%BF%BD/i.test(run) ? run : whole;
  });
}

function buildUri(components: ObjectValue): Value {
  const parts: Record<'scheme' | 'host' | 'path' | 'query', string> = {
    scheme: '',
    host: '',
    path: '',
    query: '',
  };
  for (const name of ['scheme', 'host', 'path', 'query'] as const) {
    const given = get(components, name);
    if (!given || given.kind === 'null') continue;
    if (given.kind === 'unknown' || given.kind === 'failure') return given;
    if (given.kind !== 'string') return failure(t('buildUri needs a string as {0}', name));
    parts[name] = given.value;
  }
  const port = get(components, 'port');
  if (port?.kind === 'unknown' || port?.kind === 'failure') return port;
  if (port && port.kind !== 'number' && port.kind !== 'null') {
    return failure(t('buildUri needs an int as port'));
  }
  const { scheme, host } = parts;
  if (scheme === '' || host === '') return failure(t('buildUri needs a scheme and a host'));
  const authority = port?.kind === 'number' ? `${host}:${port.value}` : host;
  const path = parts.path.startsWith('/') ? parts.path : `/${parts.path}`;
  const query = parts.query === '' || parts.query.startsWith('?') ? parts.query : `?${parts.query}`;
  const uri = parseAbsolute(`${scheme}://${authority}${path}${query}`);
  return uri ? text(print(uri)) : failure(t('the parts do not make a URI'));
}

function dataUriText(given: string): Value {
  const match = /^data:([^,]*),(.*)$/is.exec(given.trim());
  if (!match) return failure(t('it is not a data URI'));
  const [, media = '', data = ''] = match;
  const charset = /;\s*charset=([^;]*)/i.exec(media)?.[1]?.trim().toLowerCase() ?? 'utf-8';
  if (!/;\s*base64$/i.test(media)) return text(decoded(data));
  const bytes = base64Bytes(decoded(data));
  if (!bytes) return failure(t('the data URI is not in base 64'));
  if (/^(?:utf-?8|us-ascii)$/.test(charset)) return text(fromUtf8(bytes));
  if (charset === 'iso-8859-1')
    return text(bytes.map((byte) => String.fromCharCode(byte)).join(''));
  return unknown(t("the character set '{0}' is not understood offline", charset));
}
