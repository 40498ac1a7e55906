/**
 * Knows how to carry what the structured clone algorithm carries through JSON text, in Node and in the page; never
 * what is being carried.
 *
 * `makeCodec` is also sent to the page as source (`makeCodec.toString()`), so it may use nothing from outside itself.
 * A plain value stays itself; anything JSON would lose becomes `{ $: kind, v: … }`.
 */

export interface Base64 {
  encode(bytes: Uint8Array): string;
  decode(text: string): Uint8Array<ArrayBuffer>;
}

export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

export function makeCodec(base64: Base64): Codec {
  type Tagged = { $: string; v?: unknown; k?: string };
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };

  function pack(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'undefined':
        return { $: 'undefined' };
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
      case 'bigint':
        return { $: 'bigint', v: String(value) };
      case 'object':
        return value === null ? null : packObject(value);
      default:
        throw new Error('An object could not be cloned.');
    }
  }

  function packObject(value: object): unknown {
    if (Array.isArray(value)) return value.map(pack);
    if (value instanceof Date) return { $: 'Date', v: pack(value.getTime()) };
    if (value instanceof Map)
      return { $: 'Map', v: [...value].map(([key, item]) => [pack(key), pack(item)]) };
    if (value instanceof Set) return { $: 'Set', v: [...value].map(pack) };
    if (value instanceof RegExp) return { $: 'RegExp', v: [value.source, value.flags] };
    if (value instanceof Error) return { $: 'Error', v: [value.name, value.message] };
    if (value instanceof ArrayBuffer) return { $: 'ArrayBuffer', v: base64.encode(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) return packView(value);
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
      throw new Error('An object could not be cloned.');
    }
    const entries = Object.entries(value).map(([key, item]) => [key, pack(item)] as const);
    // These two names would be taken for a tag, or for the prototype.
    const isAmbiguous = Object.hasOwn(value, '$') || Object.hasOwn(value, '__proto__');
    return isAmbiguous ? { $: 'Object', v: entries } : Object.fromEntries(entries);
  }

  function packView(view: ArrayBufferView): Tagged {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    // A Node Buffer arrives as a Uint8Array, as it does through Electron.
    const kind = view instanceof Uint8Array ? 'Uint8Array' : view.constructor.name;
    if (!(kind in views)) throw new Error('An object could not be cloned.');
    return { $: 'view', k: kind, v: base64.encode(bytes) };
  }

  function unpack(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(unpack);
    if (Object.hasOwn(value, '$')) return unpackTagged(value as Tagged);
    for (const key of Object.keys(value)) {
      const item = (value as Record<string, unknown>)[key];
      if (item !== null && typeof item === 'object') (value as Record<string, unknown>)[key] = unpack(item);
    }
    return value;
  }

  function unpackTagged(tagged: Tagged): unknown {
    const items = tagged.v as [unknown, unknown][];
    switch (tagged.$) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(tagged.v);
      case 'bigint':
        return BigInt(tagged.v as string);
      case 'Date':
        return new Date(unpack(tagged.v) as number);
      case 'Map':
        return new Map(items.map(([key, item]) => [unpack(key), unpack(item)]));
      case 'Set':
        return new Set(items.map(unpack));
      case 'RegExp':
        return new RegExp(...(tagged.v as [string, string]));
      case 'Error':
        return Object.assign(new Error(String(items[1])), { name: items[0] });
      case 'ArrayBuffer':
        return base64.decode(tagged.v as string).buffer;
      case 'view':
        return unpackView(tagged.k ?? '', base64.decode(tagged.v as string));
      case 'Object':
        return Object.fromEntries(items.map(([key, item]) => [key, unpack(item)]));
      default:
        throw new Error(`codec: unknown tag '${tagged.$}'`);
    }
  }

  function unpackView(kind: string, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView {
    if (kind === 'Uint8Array') return bytes;
    const View = views[kind];
    if (!View) throw new Error(`codec: unknown view '${kind}'`);
    return new View(bytes.buffer);
  }

  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => unpack(JSON.parse(text)),
  };
}

/** The codec for the main process. Decoded bytes own their buffer (Buffer's pool is not shared with the app). */
export const nodeCodec = makeCodec({
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => {
    const pooled = Buffer.from(text, 'base64');
    const owned = new Uint8Array(pooled.byteLength);
    owned.set(pooled);
    return owned;
  },
});
