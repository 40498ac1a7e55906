// What a request from the page must look like before any procedure hears of it. It never looks inside the input but to weigh it.
import { z } from 'zod';
import { Refused } from '../../domain/failure.ts';
import type { Request } from './messages.ts';

export const INPUT_LIMIT_BYTES = 8 * 1024 * 1024;

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** `feature.verb`, at most two levels deeper. Names of Object.prototype have no dot, so they are no path. */
const path = z
  .string()
  .max(100)
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*){1,3}$/);

const request = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['query', 'mutation', 'subscribe']), id, path, input: z.unknown().optional() }),
  z.strictObject({ do: z.literal('stop'), id }),
]);

/** Throws `Refused` (invalid_input, too_much). */
export function parseRequest(raw: unknown): Request {
  const parsed = request.safeParse(raw);
  if (!parsed.success) throw new Refused({ code: 'invalid_input', fields: {} });
  if (parsed.data.do !== 'stop') weighPlainData(parsed.data.input, INPUT_LIMIT_BYTES);
  return parsed.data;
}

/** The id to answer a request with that may be anything at all. */
export function idOf(raw: unknown): number {
  const given: unknown = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : 0;
  return typeof given === 'number' ? given : 0;
}

/**
 * Lets through what JSON can say, `undefined` and bytes; refuses everything else that structured cloning carries (maps, errors, dates),
 * so that no schema meets a surprise. Stops as soon as the limit is passed: cycles and depth cost no more than size.
 */
function weighPlainData(value: unknown, limitBytes: number): void {
  const rest: unknown[] = [value];
  let bytes = 0;
  while (rest.length > 0) {
    const next = rest.pop();
    bytes += 8 + ownBytes(next);
    // Before its items are taken out: a list of four thousand million holes is small to send and endless to walk.
    if (Array.isArray(next) && bytes + 8 * next.length > limitBytes)
      throw new Refused({ code: 'too_much', limitBytes });
    if (typeof next === 'object' && next !== null && !isBytes(next)) bytes += pushParts(next, rest);
    if (bytes > limitBytes) throw new Refused({ code: 'too_much', limitBytes });
  }
}

function ownBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  // A view travels with the whole buffer behind it.
  if (ArrayBuffer.isView(value)) return value.buffer.byteLength;
  return value instanceof ArrayBuffer ? value.byteLength : 0;
}

const isBytes = (value: object) => value instanceof Uint8Array || value instanceof ArrayBuffer;

function pushParts(value: object, rest: unknown[]): number {
  if (Array.isArray(value)) {
    for (const item of value) rest.push(item);
    return 0;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, '__proto__')) {
    throw new Refused({ code: 'invalid_input', fields: {} });
  }
  let keyBytes = 0;
  for (const [key, item] of Object.entries(value)) {
    keyBytes += Buffer.byteLength(key);
    rest.push(item);
  }
  return keyBytes;
}
