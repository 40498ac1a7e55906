// What the IPC link itself costs: the same small query through it and directly at the router.
import { directly, throughTheLink } from './at-the-bench.ts';
import type { Bench } from './bench.ts';
import { clinicOfSize } from './clinics.ts';
import { alone, median, timeOfAsync } from './measure.ts';

export const ipcRoundTrip: Bench = {
  id: 'ipc-round-trip',
  what: 'the link on top of a direct router call',
  async run() {
    const vault = clinicOfSize('100k');
    const [link, direct] = [throughTheLink(vault), directly(vault)];
    const patientId = vault.sqlite.prepare('SELECT id FROM patients LIMIT 1').pluck().get() as string;
    const times = { link: [] as number[], direct: [] as number[] };
    for (let i = 0; i < 1_000; i++) {
      const [linked, called] = [
        await timeOfAsync(() => link.patients.banner.query({ patientId })),
        await timeOfAsync(() => direct.patients.banner({ patientId })),
      ];
      if (i < 100) continue;
      times.link.push(linked);
      times.direct.push(called);
    }
    const [value, against] = [median(times.link), median(times.direct)];
    // The ratio is shown; what matters to a hand on a keyboard is that the link stays under a millisecond.
    return {
      ...alone(this.id, 'foundation', { value: value - against, unit: 'ms', bar: 1 }),
      against: Number(against.toPrecision(4)),
    };
  },
};
