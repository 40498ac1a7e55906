// What reception types into the search, taken from the patients of a clinic: beginnings of one letter up, one to three words, digits.
import { seededRandom } from '../../db/demo/random.ts';
import type { Reader } from '../../db/write.ts';

type Known = { searchName: string; phone: string | null; dateOfBirth: string | null; recordNumber: string };

/** About 400 different texts, every letter and digit alone among them. The same for the same clinic. */
export function typedSearches(reader: Reader): string[] {
  const random = seededRandom(99);
  const count = reader.sqlite.prepare('SELECT max(searchRow) FROM patientSearchRows').pluck().get() as number;
  const one = reader.sqlite.prepare(
    'SELECT p.searchName, p.phone, p.dateOfBirth, p.recordNumber FROM patientSearchRows r JOIN patients p ON p.id = r.patientId WHERE r.searchRow = ?',
  );
  const texts = new Set<string>('abcdefghijklmnopqrstuvwxyz0123456789');
  while (texts.size < 400) {
    const { searchName, phone, dateOfBirth, recordNumber } = one.get(random.between(1, count)) as Known;
    const words = searchName.split(' ');
    const [first = '', last = ''] = [words[0], words.at(-1)];
    texts.add(searchName.slice(0, random.between(2, 4)));
    texts.add(`${first.charAt(0)} ${last.charAt(0)}`);
    texts.add(words.map((word) => word.charAt(0)).join(' '));
    texts.add(last);
    texts.add(`${last} ${first}`);
    texts.add(words.slice(0, 3).join(' '));
    texts.add(`${first} ${last.slice(0, 2)}`);
    // The middle of a word, and a slip of the finger that finds nobody.
    if (last.length > 3) texts.add(last.slice(1)).add(`${last}q`);
    if (phone)
      texts
        .add(phone.slice(-3))
        .add(phone.slice(-5))
        .add(phone.slice(3, 8))
        .add(phone)
        .add(`${last} ${phone.slice(-3)}`);
    if (dateOfBirth) {
      const [year, month, day] = dateOfBirth.split('-');
      texts.add(`${day}/${month}/${year}`).add(`${day}${month}${year}`).add(`${last} ${year}`);
    }
    texts.add(recordNumber).add(recordNumber.slice(-4));
  }
  return [...texts];
}
