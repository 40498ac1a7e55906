import { describe, expect, it } from 'vitest';
import { bestOf, fitOf } from '../../renderer/commands/match.ts';

const never = () => 0;
const titled = (...titles: string[]) => titles.map((title) => ({ id: title, title }));

describe('what fits what was typed', () => {
  it.each([
    ['', 'Confirm', true],
    ['con', 'Confirm', true],
    ['dat lich', 'Đặt lịch hẹn', true],
    ['lich dat', 'Đặt lịch hẹn', true],
    ['ân', 'BS. Trần Ân', true],
    ['an', 'Cancel', false],
    ['sheet print', 'Print day sheet', true],
    ['xyz', 'Print day sheet', false],
  ])('“%s” and “%s”: %s', (typed, text, fits) => {
    expect(fitOf(typed, text) > 0).toBe(fits);
  });

  it('the whole text comes before its beginning, and that before a word inside it', () => {
    const items = titled('Today’s move', 'Move…', 'Move to the pinboard');
    expect(bestOf('move', items, never).map(({ title }) => title)).toEqual([
      'Move…',
      'Move to the pinboard',
      'Today’s move',
    ]);
  });

  it('of equals the one used more often comes first', () => {
    const items = titled('Print slip', 'Print day sheet');
    const used = (id: string) => (id === 'Print day sheet' ? 3 : 1);
    expect(bestOf('print', items, used)[0]?.title).toBe('Print day sheet');
    expect(bestOf('print', items, never)[0]?.title).toBe('Print slip');
  });
});
