// Which slots of the demo clinic's days are open, and who is taken when: no doctor, room or patient is in two places at once.
import { weekdayOf } from '../../domain/civil-date.ts';
import type { TimeOff } from '../../domain/clinic-setup.ts';
import type { NewRow } from '../../domain/row.ts';
import {
  hoursOfDay,
  minuteInSortedSpans,
  overlap,
  slotTimes,
  spanOfSlot,
  spanOfTimeOff,
} from '../../domain/slot.ts';
import type { SetUp, SetUpDoctor } from './demo-setup.ts';

const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
const times = slotTimes(grid);

export class DemoDay {
  readonly date: string;
  readonly #setUp: SetUp;
  readonly #taken = new Set<string>();

  constructor(date: string, setUp: SetUp) {
    this.date = date;
    this.#setUp = setUp;
  }

  /** Times at which the doctor receives: inside the hours, not in a time off of theirs or of the clinic. */
  timesOf(doctor: SetUpDoctor): string[] {
    if (!doctor.hours.some(({ weekday }) => weekday === weekdayOf(this.date))) return [];
    const hours = hoursOfDay(doctor.hours, this.date);
    const off = this.#setUp.timeOff.filter(
      ({ scope, doctorId }) => scope === 'clinic' || doctorId === doctor.id,
    );
    return times.filter(
      (time) => minuteInSortedSpans(hours, spanOfSlot(grid, time).from) && !this.#isOff(off, time),
    );
  }

  isFree(doctor: SetUpDoctor, time: string): boolean {
    return !this.#taken.has(`${doctor.id} ${time}`);
  }

  hasVisit(patientId: string): boolean {
    return this.#taken.has(patientId);
  }

  /** Takes doctor, patient and a room: the doctor's own, else the first of the department that is free, else none. */
  take(doctor: SetUpDoctor, time: string, patientId: string): string | null {
    this.#taken.add(`${doctor.id} ${time}`).add(patientId);
    const roomId = this.#freeRoom(doctor, time);
    if (roomId) this.#taken.add(`${roomId} ${time}`);
    return roomId;
  }

  #freeRoom(doctor: SetUpDoctor, time: string): string | null {
    const wanted = [...(doctor.roomId ? [doctor.roomId] : []), ...doctor.department.rooms];
    const free = wanted.find((room) => {
      const off = this.#setUp.timeOff.filter(({ roomId }) => roomId === room);
      return !this.#taken.has(`${room} ${time}`) && !this.#isOff(off, time);
    });
    return free ?? null;
  }

  #isOff(off: NewRow<TimeOff>[], time: string): boolean {
    return off.some((timeOff) => {
      const span = spanOfTimeOff(timeOff, this.date);
      return span !== null && overlap(span, spanOfSlot(grid, time));
    });
  }
}
