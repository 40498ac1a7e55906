// Holidays of the whole clinic from a country's list: looked at beside what is entered, chosen, entered once, taken back.
import { z } from 'zod';
import { timeOffBetween } from '../../db/clinic-setup.ts';
import { saveTimeOff, withdrawTimeOff } from '../../db/clinic-setup-write.ts';
import { visitsDuring } from '../../db/setup-impact.ts';
import { locale } from '../../domain/clinic-setup.ts';
import { editOf } from '../../domain/clinic-setup-input.ts';
import { chosenHoliday, holidayEntry, isClosedOn, newHolidays } from '../../domain/holidays.ts';
import { countries } from '../holidays/countries.ts';
import { holidaysOf } from '../holidays/holidays-of.ts';
import { todayOf } from './setup-today.ts';
import { permit, router } from './trpc.ts';

const MOST_DAYS = 200;
const askedList = z.object({
  country: z.string().max(3),
  region: z.string().max(3).nullable(),
  years: z.array(z.number().int().min(2000).max(2100)).min(1).max(3),
  language: locale,
});

export const holidaysRouter = router({
  /** The countries with a list, their regions, the law, and what the list cannot know. */
  countries: permit('timeOff.manage').query(() =>
    countries.map(({ code, words, law, regions, announced }) => ({
      code,
      words,
      law,
      announced: announced ?? null,
      regions: regions.map((region) => ({ code: region.code, words: region.words })),
    })),
  ),

  /** The days of a list from today on: which are closed already, and how many visits stand on each. */
  preview: permit('timeOff.manage')
    .input(askedList)
    .query(async ({ ctx, input: { years, ...place } }) => {
      const lists = await Promise.all(years.map((year) => holidaysOf({ ...place, year })));
      const today = todayOf(ctx);
      const days = lists.flat().filter(({ date }) => date >= today);
      const [first, last] = [days[0]?.date ?? today, days.at(-1)?.date ?? today];
      const entered = timeOffBetween(ctx.vault, first, last);
      return days.map((day) => ({
        ...day,
        isEntered: isClosedOn(day.date, entered),
        visits: visitsDuring(ctx.vault, holidayEntry(day), { today, limit: 0 }).count,
      }));
    }),

  /** Closes the clinic on each chosen day on which it is not closed yet. */
  import: permit('timeOff.manage')
    .input(z.object({ days: z.array(chosenHoliday).min(1).max(MOST_DAYS) }))
    .mutation(({ ctx, input }) =>
      ctx.write('holidays.import', (tx) => {
        const dates = input.days.map(({ date }) => date).toSorted();
        const entered = timeOffBetween(tx, dates[0] ?? '', dates.at(-1) ?? '');
        const added = newHolidays(input.days, entered).map((day) => {
          const { id, updatedAtMs } = saveTimeOff(tx, { id: null, updatedAtMs: null }, holidayEntry(day));
          const { count } = visitsDuring(tx, holidayEntry(day), { today: todayOf(ctx), limit: 0 });
          return { id, updatedAtMs, ...day, visits: count };
        });
        tx.about({ entity: 'timeOff', note: { added: added.length } });
        return { added };
      }),
    ),

  /** Takes an import back: all of its days, or none when one was changed since. */
  undo: permit('timeOff.manage')
    .input(z.object({ entries: z.array(z.object(editOf)).min(1).max(MOST_DAYS) }))
    .mutation(({ ctx, input }) =>
      ctx.write('holidays.undo', (tx) => {
        for (const entry of input.entries) withdrawTimeOff(tx, entry, true);
        tx.about({ entity: 'timeOff', note: { withdrawn: input.entries.length } });
      }),
    ),
});
