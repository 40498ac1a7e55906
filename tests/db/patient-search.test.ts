// The search as reception uses it, on a real encrypted vault: what is found, in which order, and that its plans never scan the registry.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexingAfterwards, searchPatients, searchQueries } from '../../db/patient-search.ts';
import { fill, write } from '../../db/write.ts';
import { foldText } from '../../domain/folded-text.ts';
import { aPatient, anAppointment } from '../support/builders.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const TODAY = '2026-11-22';
const by = (kind: string) => ({ userId: null, kind, nowMs: NOW_MS });

const people = [
  { id: 'p1', fullName: 'Nguyễn Thị Đào', phone: '0901234567', dateOfBirth: '1980-08-12' },
  { id: 'p2', fullName: 'Nguyễn Văn Đức', phone: '0912345678', dateOfBirth: '1992-12-08' },
  { id: 'p3', fullName: 'Trần Xuân An', phone: '+84987654321', dateOfBirth: '2001-02-03' },
  { id: 'p4', fullName: 'Lê Hoàng Anh', phone: null, dateOfBirth: null },
  { id: 'p5', fullName: 'Käthe Weiß', phone: '0281112223', dateOfBirth: '1955-01-31' },
  { id: 'p6', fullName: 'Đặng Uyên', phone: '0901234567', dateOfBirth: '2015-06-01' },
];

describe('patient search', () => {
  let vault: TestVault;
  const found = (text: string, which: 'active' | 'archived' = 'active') =>
    searchPatients(vault, { text, today: TODAY, which }).map((hit) => hit.id);

  beforeAll(() => {
    vault = openTestVault();
    fill(vault, by('test.fill'), (tx) => {
      people.forEach((person, i) =>
        tx.insert('patients', aPatient({ ...person, recordNumber: `A-00012${i + 1}` })),
      );
    });
  });
  afterAll(() => vault.close());

  it.each([
    ['a name without its accents', 'nguyen thi dao', ['p1']],
    ['a name with its accents', 'Nguyễn Thị Đào', ['p1']],
    ['the words in any order', 'đào nguyễn', ['p1']],
    ['d for đ', 'duc', ['p2']],
    ['beginnings of words', 'ng v d', ['p2']],
    ['the middle of a word', 'guye thi', ['p1']],
    ['ß and umlauts', 'weiss kathe', ['p5']],
    ['the last three digits of a phone', '678', ['p2']],
    ['the last digits of a phone, shared in a family', '34567', ['p1', 'p6', 'p2']],
    ['the middle of a phone', '76543', ['p3']],
    ['a phone written with spaces and dots', '0912 345.678', ['p2']],
    ['a phone stored with +84, typed with 0', '0987654321', ['p3']],
    ['a phone stored with 0, typed with +84', '+84912345678', ['p2']],
    ['a name and digits of the phone', 'uyen 567', ['p6', 'p1', 'p2']],
    ['a record number', 'A-000124', ['p4']],
    ['a record number in lower case without its zeros', 'a124', ['p4']],
    ['the number of a record number', '125', ['p5']],
    ['a birth day, day first', '31/01/1955', ['p5']],
    ['a birth day as a computer writes it', '1955-01-31', ['p5']],
    ['a birth day without separators', '31011955', ['p5']],
    ['a birth day with a short year', '31/1/55', ['p5']],
    ['a birth day with spaces', '31 1 1955', ['p5']],
    ['a day that can be read both ways', '12/08', ['p1', 'p2']],
    ['month and year', '8/1980', ['p1']],
    ['a year', '2015', ['p6']],
    ['a name and a year', 'nguyen 1992', ['p2']],
    ['nobody', 'xyzzy', []],
    ['nothing', '   ', []],
  ])('finds by %s: %s', (_, text, ids) => {
    expect(found(text).toSorted()).toEqual(ids.toSorted());
  });

  it('finds each patient by every beginning of every word of the name', () => {
    for (const { id, fullName } of people) {
      for (const word of foldText(fullName).split(' ')) {
        for (let length = 1; length <= word.length; length++)
          expect(found(word.slice(0, length))).toContain(id);
      }
    }
  });

  it('puts whole words first, then beginnings', () => {
    expect(found('an')).toEqual(['p3', 'p4']);
  });

  it('puts whoever was here last first among equals', () => {
    using own = openTestVault();
    fill(own, by('test.fill'), (tx) => {
      for (const n of [1, 2, 3])
        tx.insert('patients', aPatient({ id: `same${n}`, recordNumber: `A-00000${n}` }));
      tx.insert('appointments', anAppointment({ patientId: 'same2', appointmentDate: '2026-11-20' }));
    });
    expect(searchPatients(own, { text: 'tran binh', today: TODAY })[0]).toMatchObject({
      id: 'same2',
      lastVisitDate: '2026-11-20',
    });
  });

  it('follows a changed name, phone and birth day at once', () => {
    write(vault, by('test.edit'), (tx) =>
      tx.update('patients', 'p4', {
        fullName: 'Lê Mỹ Kim',
        searchName: 'le my kim',
        phone: '0333000999',
        dateOfBirth: '1970-07-07',
      }),
    );
    expect(found('hoang')).toEqual([]);
    expect(found('kim 0999')).toEqual(['p4']);
    expect(found('7/7/1970')).toEqual(['p4']);
  });

  it('hides an archived patient, finds them among the archived, and shows them again when restored', () => {
    write(vault, by('test.archive'), (tx) => tx.update('patients', 'p5', { archivedAtMs: NOW_MS }));
    expect(found('kathe')).toEqual([]);
    expect(found('athe')).toEqual([]);
    expect(found('kathe', 'archived')).toEqual(['p5']);
    write(vault, by('test.restore'), (tx) => tx.update('patients', 'p5', { archivedAtMs: null }));
    expect(found('kathe')).toEqual(['p5']);
  });

  it('forgets nothing and nobody when a write is rolled back', () => {
    const failing = () =>
      write(vault, by('test.fail'), (tx) => {
        tx.insert('patients', aPatient({ id: 'p9', fullName: 'Không Ai Cả', recordNumber: 'A-000999' }));
        throw new Error('power cut');
      });
    expect(failing).toThrow('power cut');
    expect(found('khong ai ca')).toEqual([]);
  });

  it('finds the same after VACUUM has renumbered the registry', () => {
    const before = people.map(({ fullName }) => found(fullName));
    vault.sqlite.exec('VACUUM');
    expect(people.map(({ fullName }) => found(fullName))).toEqual(before);
  });

  it('finds whoever was filled in with the index built afterwards', () => {
    fill(vault, by('test.fill'), (tx) =>
      indexingAfterwards(tx, () => {
        for (let i = 0; i < 50; i++) {
          tx.insert(
            'patients',
            aPatient({
              id: `bulk${i}`,
              fullName: `Hàng Loạt ${i}`,
              recordNumber: `B-${String(i).padStart(6, '0')}`,
            }),
          );
        }
      }),
    );
    expect(searchPatients(vault, { text: 'hang loat', today: TODAY, limit: 60 })).toHaveLength(50);
    write(vault, by('test.one'), (tx) =>
      tx.insert('patients', aPatient({ id: 'after', fullName: 'Người Sau', recordNumber: 'B-000777' })),
    );
    expect(found('nguoi sau')).toEqual(['after']);
  });

  it('fts-query-syntax: nothing that is typed is taken for an order to the index', () => {
    const hostile = [
      '"',
      '""',
      '*',
      'a*',
      '*a',
      'NEAR(a b)',
      'a NEAR b',
      'AND',
      'OR',
      'NOT',
      'a AND',
      '(a',
      'a)',
      'searchName:a',
      '{a b}: c',
      '^a',
      '-a',
      'a+b',
      "'; DROP TABLE patients; --",
      '\u0000',
      '😀',
      '👩‍👧 an',
      'مريم',
      '阿明',
      'ก้อง',
      '\\',
      '%',
      '_',
      '_archived',
      '_b1980',
      '12/08/',
      '//',
      '--',
      '+',
      '+84',
      '00',
      '0000',
      'A-',
      'a-b',
      '99/99/9999',
      '1/2/3/4',
      'x'.repeat(200),
      '1'.repeat(200),
      '\uD800',
      '\u{10FFFF}',
      '𐓏𐓘',
      '\u1C80\u1C89',
      'ꟑꟓ',
    ];
    for (const text of hostile) expect(Array.isArray(found(text)), text).toBe(true);
    expect(found('_archived')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => Array.isArray(found(text))),
      { numRuns: 500 },
    );
  });

  it('asks the index, never the whole registry, and sorts nothing in SQL', () => {
    for (const [name, sql] of Object.entries(searchQueries)) {
      const plan = (
        vault.sqlite
          .prepare(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...Array(sql.split('?').length - 1).fill('"a"')) as { detail: string }[]
      )
        .map((row) => row.detail)
        .join('; ');
      expect(plan, name).not.toMatch(/SCAN (?!patientWords VIRTUAL|patientParts VIRTUAL)/);
      expect(plan, name).not.toContain('TEMP B-TREE');
    }
  });
});
