// Whatever stands on paper, in whatever order: nobody who is entered holds a slot that somebody else holds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Situation } from '../../domain/appointment-booking.ts';
import { Refused } from '../../domain/failure.ts';
import { enterFromPaper, type PaperLine, paperOutcomes } from '../../domain/paper-entry.ts';
import { slotTimes } from '../../domain/slot.ts';

const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
const date = '2026-11-20';

const situation = (taken: Situation['day']['slots']['taken'], patientId: string): Situation => ({
  day: {
    doctor: { id: 'user-an', departmentId: 'd', roomId: null, isActive: true },
    department: { id: 'd', isActive: true, examinationFeeMinor: 1 },
    slots: {
      date,
      grid,
      now: { date: '2026-11-22', time: '09:00' },
      horizonDays: 30,
      asker: 'desk',
      weeklyHours: [],
      timeOff: [],
      taken,
    },
    rooms: [],
  },
  patient: {
    id: patientId,
    archivedAtMs: null,
    visits: taken
      .filter(({ appointmentId }) => appointmentId.startsWith(`${patientId} `))
      .map((visit) => ({ ...visit, doctorName: 'An' })),
  },
  actor: { userId: 'user-lan', role: 'receptionist', nowMs: 0 },
});

const anyLine: fc.Arbitrary<PaperLine> = fc.record({
  time: fc.constantFrom(...slotTimes(grid).slice(0, 4), '08:10', '07:30'),
  patientId: fc.constantFrom('binh', 'cuc', 'dao'),
  outcome: fc.constantFrom(...paperOutcomes),
  reason: fc.constant(''),
  notes: fc.constant(''),
});

test('a slot is held once, at a time of the grid, whatever the paper says', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
      const taken: { appointmentId: string; time: string }[] = [];
      let id = 0;
      for (const line of lines) {
        const order = { line, mark: 'paper', timeZone: 'Asia/Ho_Chi_Minh', standing: null };
        try {
          const entered = enterFromPaper(
            situation(taken, line.patientId),
            order,
            () => `${line.patientId} ${id++}`,
          );
          expect(entered.kind).toBe('new');
          if (entered.kind === 'new' && entered.booking.appointment.status !== 'cancelled')
            taken.push({ appointmentId: entered.booking.appointment.id, time: line.time });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
      }
      const times = taken.map(({ time }) => time);
      expect(new Set(times).size).toBe(times.length);
      expect(times.every((time) => slotTimes(grid).includes(time))).toBe(true);
    }),
  );
});
