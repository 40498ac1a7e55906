// One pause of typing from the window's call to the disk, in the middle of a long record with all its versions kept.
import { demoPeople } from '../../db/demo/demo-people.ts';
import { appRouter } from '../../electron/api/router.ts';
import { createCallerFactory } from '../../electron/api/trpc.ts';
import { contextOf } from './at-the-bench.ts';
import type { Bench } from './bench.ts';
import { clinicOfSize } from './clinics.ts';
import { alone, median, timeOfAsync } from './measure.ts';

const PAUSES = 300;
/** As much as a long visit holds. */
const TEXT = 'Bệnh nhân ho khan, sốt nhẹ về chiều. '.repeat(120);

export const journalWrite: Bench = {
  id: 'journal-write',
  what: 'a pause of typing from call to disk',
  async run() {
    const vault = clinicOfSize('100k');
    const doctor = demoPeople().find(({ role }) => role === 'doctor');
    const { drafts } = createCallerFactory(appRouter)({
      ...contextOf(vault),
      user: { userId: doctor?.userId ?? '', role: 'doctor', fullName: doctor?.fullName ?? '' },
    });
    const subject = { kind: 'record', appointmentId: 'visit-of-the-bench' } as const;
    const times: number[] = [];
    for (let pause = 0; pause < PAUSES; pause++) {
      const content = JSON.stringify({ fields: { notes: `${TEXT}${pause}` } });
      times.push(await timeOfAsync(() => drafts.keep({ ...subject, content })));
    }
    await drafts.discard(subject);
    return alone(this.id, 'consultation', { value: median(times), unit: 'ms', bar: 5 });
  },
};
