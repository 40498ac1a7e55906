// The holidays of a country in a year, computed on this PC: no network, and the rules engine is loaded only when somebody asks.
import type { Locale } from '../../domain/clinic-setup.ts';
import { Refused } from '../../domain/failure.ts';
import type { Holiday } from '../../domain/holidays.ts';
import { countries, type Country, type HolidayRule } from './countries.ts';

export type HolidaysAsked = { country: string; region: string | null; year: number; language: Locale };

/** In order of day. Refuses a country that is not on the list, and a country that needs a region without one. */
export async function holidaysOf({ country, region, year, language }: HolidaysAsked): Promise<Holiday[]> {
  const chosen = countries.find(({ code }) => code === country);
  const place = chosen?.regions.find(({ code }) => code === region);
  if (!chosen || (chosen.regions.length > 0 && !place))
    throw new Refused({ code: 'invalid_input', fields: {} });
  const rules = [...chosen.rules, ...(place?.rules ?? [])];
  const isChoice = new Map(rules.map((rule) => [rule.rule, rule.isChoice === true]));
  const { default: Holidays } = await import('date-holidays-parser');
  const engine = new Holidays(dataOf(chosen, rules), chosen.code);
  // A day in lieu may lie in the year before or after the day it stands for.
  const around = [year - 1, year, year + 1].flatMap((one) => engine.getHolidays(one, language));
  const found = around.flatMap(({ date, name, rule, substitute }): Holiday[] =>
    date.startsWith(`${year}-`)
      ? [
          {
            date: date.slice(0, 10),
            name,
            isChoice: isChoice.get(rule) === true || (substitute === true && chosen.lieuIsChoice === true),
          },
        ]
      : [],
  );
  return found.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The country in the shape the engine reads. */
const dataOf = ({ code, words, timeZone }: Country, rules: readonly HolidayRule[]) => ({
  names: { substitutes: { name: { en: 'in lieu', vi: 'nghỉ bù' } } },
  holidays: {
    [code]: {
      names: words,
      langs: ['en', 'vi'],
      zones: [timeZone],
      days: Object.fromEntries(
        rules.map(({ rule, en, vi }) => [
          rule,
          { name: { en, vi }, type: 'public', ...(/ and if /.test(rule) && { substitute: true }) },
        ]),
      ),
    },
  },
});
