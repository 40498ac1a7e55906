import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const locales = join(import.meta.dirname, '../../renderer/locales');
const namespaces = readdirSync(join(locales, 'en'));

type Texts = { [key: string]: string | Texts };
const read = (locale: string, namespace: string) =>
  JSON.parse(readFileSync(join(locales, locale, namespace), 'utf8')) as Texts;

const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{-?\s*(\w+)/g)].map((match) => match[1]).toSorted();
/** Vietnamese has one plural form, English two: `_one` and `_other` count as one key. */
const singular = (key: string) => key.replace(/_(one|other)$/, '');

describe.each(namespaces)('the texts of %s', (namespace) => {
  const en = flat(read('en', namespace));
  const vi = new Map(flat(read('vi', namespace)).map(([key, text]) => [singular(key), text]));

  it('are all there in Vietnamese, and nothing more', () => {
    expect([...vi.keys()].toSorted()).toEqual([...new Set(en.map(([key]) => singular(key)))].toSorted());
  });

  it('are never empty', () => {
    expect([...en, ...vi].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('name the same facts in both languages', () => {
    const differing = en.filter(([key, text]) => {
      const translated = placeholders(vi.get(singular(key)) ?? '');
      // A plural form may leave the count out ("one try is left").
      return (
        placeholders(text).some((name) => name !== 'count' && !translated.includes(name)) ||
        translated.some((name) => name !== 'count' && !placeholders(text).includes(name))
      );
    });
    expect(differing).toEqual([]);
  });
});
