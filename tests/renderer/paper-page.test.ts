// A page of paper while it is typed: lines by the clock, the next time ready, and nothing of it lost to a damaged draft.
import { expect, test } from 'vitest';
import {
  emptyLine,
  emptyPage,
  isWork,
  readPage,
  wholeLine,
  withLine,
} from '../../renderer/paper/paper-page.ts';

const line = { time: '09:00', patientId: 'p', outcome: 'came', reason: 'Sốt', notes: '' } as const;

test('a line goes into its place by the clock, and the next one begins a slot later', () => {
  const page = { ...emptyPage('2026-11-22'), lines: [{ ...line, time: '10:00' }] };
  const next = withLine(page, line, 30);
  expect(next.lines.map(({ time }) => time)).toEqual(['09:00', '10:00']);
  expect(next.typed).toEqual({ ...emptyLine, time: '09:30' });
  expect(withLine(page, { ...line, time: '23:50' }, 30).typed.time).toBe('23:59');
});

test('a line is whole with a time and a patient', () => {
  expect(wholeLine({ ...line })).toEqual(line);
  expect(wholeLine({ ...line, patientId: null })).toBeNull();
  expect(wholeLine({ ...line, time: '9' })).toBeNull();
});

test('a page comes back from its draft as it was; half a draft is none', () => {
  const page = withLine(emptyPage('2026-11-22'), line, 30);
  expect(readPage(JSON.stringify(page))).toEqual(page);
  expect(readPage('{"lines":')).toBeNull();
  expect(readPage('{"lines":[]}')).toBeNull();
  expect(isWork(emptyPage('2026-11-22'))).toBe(false);
  expect(isWork(page)).toBe(true);
});
