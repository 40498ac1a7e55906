import { describe, expect, it } from 'vitest';
import { spokenDays } from '../../renderer/commands/spoken-day.ts';

// A Tuesday.
const today = '2026-11-24';

describe('a day as it is said', () => {
  it.each([
    ['today', ['2026-11-24']],
    ['hôm nay', ['2026-11-24']],
    ['tomorrow', ['2026-11-25']],
    ['tomo', ['2026-11-25']],
    ['mai', ['2026-11-25']],
    ['ngày mai', ['2026-11-25']],
    ['ngày mốt', ['2026-11-26']],
    ['hôm qua', ['2026-11-23']],
    ['+7', ['2026-12-01']],
    ['in 3 days', ['2026-11-27']],
    ['3 ngày nữa', ['2026-11-27']],
    ['monday', ['2026-11-30', '2026-12-07']],
    ['thứ hai', ['2026-11-30', '2026-12-07']],
    ['THU 2', ['2026-11-30', '2026-12-07']],
    ['chủ nhật', ['2026-11-29', '2026-12-06']],
    ['tuesday', ['2026-12-01', '2026-12-08']],
    ['next friday', ['2026-12-04']],
    ['thứ sáu tuần sau', ['2026-12-04']],
  ])('%s', (said, days) => {
    expect(spokenDays(said, today)).toEqual(days);
  });
});

describe('a day as it is written', () => {
  it.each([
    ['24', ['2026-11-24']],
    ['30/11', ['2026-11-30']],
    ['30.11.26', ['2026-11-30']],
    ['2026-12-01', ['2026-12-01']],
    ['1-12-2026', ['2026-12-01']],
  ])('%s', (written, days) => {
    expect(spokenDays(written, today)).toEqual(days);
  });

  it('is the nearest to today when no year is said', () => {
    expect(spokenDays('5/1', today)).toEqual(['2027-01-05']);
    expect(spokenDays('5/10', today)).toEqual(['2026-10-05']);
  });

  it.each(['', 'an', 'nguyen', '0903', '31/2', '240012', '12/34/56/78', 'thang'])(
    '“%s” is no day',
    (text) => {
      expect(spokenDays(text, today)).toEqual([]);
    },
  );
});
