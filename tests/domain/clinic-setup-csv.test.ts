// CSV cells and text: formulas never run, and what goes out comes back letter by letter.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows, printCsv } from '../../db/csv-text.ts';
import {
  type CsvContext,
  dateCell,
  moneyCell,
  namesOf,
  timeCell,
  weekdayCell,
  yesNoCell,
} from '../../domain/csv-cells.ts';
import { decodeText, quoteFormula, unquoteFormula } from '../../domain/csv-text.ts';
import { personKey } from '../../domain/patients-csv.ts';

const nobody = namesOf([]);
const context: CsvContext = {
  locale: 'vi',
  currency: 'VND',
  departments: nobody,
  rooms: nobody,
  doctors: nobody,
};
const inEnglish: CsvContext = { ...context, locale: 'en', currency: 'USD' };

const cellsOf = async (text: string) => {
  const rows: { line: number; cells: string[] }[] = [];
  for await (const batch of csvRows(text)) rows.push(...batch);
  return rows;
};

describe('csv-formula-export', () => {
  test.each(['=1+1', '+84901', '-5', '@SUM(A1)', '\tx', '\rx', "'=1", '＝cmd'])('%j is quoted', (cell) => {
    expect(quoteFormula(cell)).toBe(`'${cell}`);
  });

  test('no cell of a printed file begins a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", 'a', 'Đ', '1') }), {
          minLength: 1,
          maxLength: 5,
        }),
        (cells) => {
          for (const cell of cells.map(quoteFormula)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        },
      ),
    );
  });

  test('any text comes back exactly as it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom("'", '=', '-', 'x') })),
        (cell) => {
          expect(unquoteFormula(quoteFormula(cell))).toBe(cell);
        },
      ),
    );
  });
});

test('rows with commas, quotes, line breaks and formulas come back exactly, over many chunks', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'ễ', ',', ';', '"', '\n', '\r\n', '=', "'", ' ', '\t'),
  });
  const rows = fc.array(
    fc.tuple(fc.constant('x'), cell, cell).map((cells) => [...cells]),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(rows, async (written) => {
      const header = ['a', 'b', 'c'];
      const read = await cellsOf(printCsv([header, ...written]).slice(1));
      expect(read.map((row) => row.cells)).toEqual([header, ...written]);
    }),
  );
  const many = Array.from({ length: 20_000 }, (_, i) => [`row ${i}`, 'một\r\nhai', '"']);
  expect((await cellsOf(printCsv(many).slice(1))).map((row) => row.cells)).toEqual(many);
});

describe('Files as they come', () => {
  test('UTF-8 with and without its mark, and UTF-16 both ways, read alike', () => {
    const text = 'Tên khoa,Phí khám\r\nNội tổng quát,150000';
    const utf16 = (order: 'le' | 'be', mark: boolean) => {
      const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
      return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
    };
    expect(decodeText(new TextEncoder().encode(text))).toBe(text);
    expect(decodeText(new TextEncoder().encode(`\uFEFF${text}`))).toBe(text);
    for (const order of ['le', 'be'] as const) {
      expect(decodeText(utf16(order, true))).toBe(text);
      expect(decodeText(utf16(order, false))).toBe(text);
    }
  });

  test('an ANSI file is not guessed at', () => {
    expect(decodeText(new Uint8Array([0x4e, 0xf4, 0x69]))).toBeNull();
  });

  test('semicolons and tabs separate as well as commas, and Excel’s own first line is understood', async () => {
    for (const text of ['a,b\n1,2', 'a;b\n1;2', 'a\tb\n1\t2', 'sep=;\na;b\n1;2']) {
      expect((await cellsOf(text)).map((row) => row.cells)).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ]);
    }
  });

  test('a row is named by the line where an editor shows it', async () => {
    const rows = await cellsOf('a,b\r\n\r\n"two\r\nlines",x\r\nlast,y\r\n');
    expect(rows.map((row) => row.line)).toEqual([1, 3, 5]);
  });

  test('a quote that never closes is refused with its line', async () => {
    await expect(cellsOf('a,b\n1,2\n"3,4\n5,6')).rejects.toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'csv_unreadable', line: 3 }) }),
    );
  });
});

describe('Cells as people and Excel write them', () => {
  test('days are read as written here, and refused where day and month could be swapped', () => {
    expect(dateCell.read('22/11/2026', context)).toEqual({ value: '2026-11-22' });
    expect(dateCell.read('3/4/2026', context)).toEqual({ value: '2026-04-03' });
    expect(dateCell.read('3/4/2026', inEnglish)).toEqual({ problem: 'day_or_month' });
    expect(dateCell.read('11/22/2026', inEnglish)).toEqual({ value: '2026-11-22' });
    expect(dateCell.read('2026-02-30', context)).toEqual({ invalid: 'validation.date' });
  });

  test('a weekday is a word: the bare 2 is Monday to some and Tuesday to others', () => {
    expect(weekdayCell.read('T2', context)).toEqual({ value: 1 });
    expect(weekdayCell.read('chủ nhật', inEnglish)).toEqual({ value: 7 });
    expect(weekdayCell.read('Monday', context)).toEqual({ value: 1 });
    expect(weekdayCell.read('2', context)).toEqual({ problem: 'unknown_word' });
  });

  test.each(['Có', 'yes', 'x', '1'])('"%s" is yes', (text) => {
    expect(yesNoCell.read(text, context)).toEqual({ value: true });
  });

  test.each(['Không', 'no', '0', ''])('"%s" is no', (text) => {
    expect(yesNoCell.read(text, context)).toEqual({ value: false });
  });

  test('a perhaps is neither', () => {
    expect(yesNoCell.read('maybe', context)).toEqual({ problem: 'not_yes_or_no' });
  });

  test('times with one digit or seconds, and money with grouping', () => {
    expect(timeCell.read('8:00:00', context)).toEqual({ value: '08:00' });
    expect(moneyCell.read('150.000', context)).toEqual({ value: 150_000 });
    expect(moneyCell.read('free', context)).toEqual({ invalid: 'validation.money' });
  });
});

test('a name alone makes nobody known; a name with a birth date or a phone does', () => {
  expect(personKey({ fullName: 'Nguyễn Văn An' })).toBeNull();
  expect(personKey({ fullName: 'Nguyễn Văn An', phone: '090 123 4567' })).toBe(
    personKey({ fullName: 'nguyễn  văn an', phone: '0901234567' }),
  );
});
