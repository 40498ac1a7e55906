// Computed holidays against days that are known from the calendars people had on the wall.
import { expect, test } from 'vitest';
import { countries } from '../../../electron/holidays/countries.ts';
import { holidaysOf } from '../../../electron/holidays/holidays-of.ts';

const listOf = (country: string, year: number, region: string | null = null) =>
  holidaysOf({ country, region, year, language: 'en' });

test.each<[string, string, number, string | null, string[]]>([
  ['Tết', 'VN', 2025, null, ['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31']],
  ['Tết', 'VN', 2026, null, ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19']],
  ['Tết', 'VN', 2027, null, ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']],
  ['Hùng Kings’ Day', 'VN', 2025, null, ['2025-04-07']],
  ['Hùng Kings’ Day', 'VN', 2026, null, ['2026-04-26']],
  ['Thanksgiving Day', 'US', 2026, null, ['2026-11-26']],
  ['Memorial Day', 'US', 2026, null, ['2026-05-25']],
  ['Independence Day', 'US', 2026, null, ['2026-07-03', '2026-07-04']],
  ['New Year’s Day', 'US', 2027, null, ['2027-01-01', '2027-12-31']],
  ['Good Friday', 'GB', 2026, 'EAW', ['2026-04-03']],
  ['Easter Monday', 'GB', 2027, 'EAW', ['2027-03-29']],
  ['Christmas Day', 'GB', 2022, 'EAW', ['2022-12-25', '2022-12-27']],
  ['Boxing Day', 'GB', 2021, 'EAW', ['2021-12-26', '2021-12-28']],
  ['2nd January', 'GB', 2022, 'SCT', ['2022-01-02', '2022-01-04']],
  ['Easter Monday', 'GB', 2026, 'SCT', []],
  ['Australia Day', 'AU', 2027, 'NSW', ['2027-01-26']],
  ['Australia Day', 'AU', 2025, 'NSW', ['2025-01-27']],
  ['Melbourne Cup Day', 'AU', 2026, 'VIC', ['2026-11-03']],
  ['Ascension Day', 'DE', 2026, 'BE', ['2026-05-14']],
  ['Corpus Christi', 'DE', 2026, 'BY', ['2026-06-04']],
  ['Corpus Christi', 'DE', 2026, 'BE', []],
  ['Day of Repentance and Prayer', 'DE', 2026, 'SN', ['2026-11-18']],
  ['Whit Monday', 'FR', 2026, 'FR', ['2026-05-25']],
  ['Good Friday', 'FR', 2026, 'FR', []],
  ['Good Friday', 'FR', 2026, 'ALM', ['2026-04-03']],
  ['Whit Monday', 'AT', 2025, null, ['2025-06-09']],
  ['Chinese New Year', 'SG', 2023, null, ['2023-01-22', '2023-01-23', '2023-01-24']],
  ['Chinese New Year', 'SG', 2024, null, ['2024-02-10', '2024-02-11', '2024-02-12']],
  ['Songkran', 'TH', 2026, null, ['2026-04-13', '2026-04-14', '2026-04-15']],
])('%s in %s %i (%s) is on %j', async (name, country, year, region, days) => {
  const list = await listOf(country, year, region);
  // What the clinic decides for itself is another test's.
  const isLieuChoice = country === 'VN' || country === 'TH';
  const found = list.filter((day) => day.name.startsWith(name) && !(isLieuChoice && day.isChoice));
  expect(found.map(({ date }) => date)).toEqual(days);
});

test('what the law leaves open is offered and not decided: the ends of Tết, the second day of National Day, days in lieu', async () => {
  const choices = (await listOf('VN', 2026)).filter(({ isChoice }) => isChoice).map(({ date }) => date);
  expect(choices).toEqual(['2026-02-15', '2026-02-20', '2026-04-27', '2026-09-01', '2026-09-03']);
});

test('every rule of every country and region is understood: each gives its day in at least one of five years', async () => {
  for (const { code, rules, regions } of countries) {
    for (const place of regions.length > 0 ? regions : [null]) {
      const years = await Promise.all(
        [2024, 2025, 2026, 2027, 2028].map((year) => listOf(code, year, place?.code)),
      );
      const names = new Set(years.flat().map(({ name }) => name));
      for (const rule of [...rules, ...(place?.rules ?? [])]) expect([...names]).toContain(rule.en);
      for (const [at, list] of years.entries())
        for (const { date } of list) expect(date.slice(0, 4)).toBe(String(2024 + at));
    }
  }
});

test('each holiday has its name in Vietnamese too', async () => {
  const list = await holidaysOf({ country: 'VN', region: null, year: 2026, language: 'vi' });
  expect(list.map(({ name }) => name)).toContain('Tết Nguyên đán (mùng 1)');
  expect(list.map(({ name }) => name)).toContain('Giỗ Tổ Hùng Vương (nghỉ bù)');
});

test('a country without a list, or without its region, is refused', async () => {
  await expect(listOf('XX', 2026)).rejects.toMatchObject({ failure: { code: 'invalid_input' } });
  await expect(listOf('DE', 2026)).rejects.toMatchObject({ failure: { code: 'invalid_input' } });
});
