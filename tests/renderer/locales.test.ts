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
  [...text.matchAll(/\{\{-?\s*(\w+)/g)].map((match) => match[1] ?? '').toSorted((a, b) => a.localeCompare(b));
/** Vietnamese has one plural form, English two: `_one` and `_other` count as one key. */
const singular = (key: string) => key.replace(/_(one|other)$/, '');

/** Every text in quotes of the sources that choose keys; a template literal is the pattern it can become. */
const root = join(import.meta.dirname, '../..');
const sources = ['renderer', 'domain', 'electron'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
const literals = new Set(
  sources.flatMap((source) => [...source.matchAll(/(['"])((?:(?!\1)[^\\\n])*)\1/g)].map((match) => match[2])),
);
const patterns = sources
  .flatMap((source) => [...source.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].map((match) => match[1] ?? ''))
  .filter((template) => /^[\w:.-]+[.:]\$\{|^\$\{\w+\}\.\w/.test(template))
  .map(
    (template) =>
      new RegExp(
        `^${template
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replace(/[.*+?^$()[\]\\|]/g, '\\$&'))
          .join('.+')}$`,
      ),
  );
const isUsed = (namespace: string, key: string) =>
  [key, `${namespace}:${key}`].some(
    (name) => literals.has(name) || patterns.some((pattern) => pattern.test(name)),
  );

// Texts may name other texts: $t(common:subject.…).
const nested = namespaces.flatMap((namespace) =>
  flat(read('en', namespace)).flatMap(([, text]) =>
    [...text.matchAll(/\$t\(([^){]+)/g)].map((match) => match[1] ?? ''),
  ),
);

describe.each(namespaces)('the texts of %s', (namespace) => {
  const en = flat(read('en', namespace));
  const vi = new Map(flat(read('vi', namespace)).map(([key, text]) => [singular(key), text]));

  it('are all there in Vietnamese, and nothing more', () => {
    expect([...vi.keys()].toSorted()).toEqual([...new Set(en.map(([key]) => singular(key)))].toSorted());
  });

  it('are never empty', () => {
    expect([...en, ...vi].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are all used somewhere', () => {
    const name = namespace.replace('.json', '');
    const unused = en
      .map(([key]) => singular(key))
      .filter((key) => !isUsed(name, key) && !nested.some((prefix) => `${name}:${key}`.startsWith(prefix)));
    expect(unused).toEqual([]);
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
