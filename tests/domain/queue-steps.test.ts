// The waiting room as pure decisions: which step a visit can take, what it leaves behind, and that undoing is exact.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, DayOfDoctor, PatientOfDay } from '../../domain/appointment-booking.ts';
import {
  cancelAppointment,
  type Change,
  confirmAppointment,
  moveAppointment,
  type Standing,
} from '../../domain/appointment-changes.ts';
import { standingEvents, undoableEvent, undoChange } from '../../domain/appointment-undo.ts';
import type { Appointment, AppointmentEvent } from '../../domain/appointments.ts';
import { addDays } from '../../domain/civil-date.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import { type QueueState, queueStateOf } from '../../domain/queue.ts';
import { leavesOnCompletion } from '../../domain/queue-moments.ts';
import { type QueueStep, queueSteps, takeStep, takeStepIfOpen, whyNoStep } from '../../domain/queue-steps.ts';
import { anAppointment } from '../support/builders.ts';

const TODAY = '2026-11-22';
const NOW = { date: TODAY, time: '09:10' };
const stamp = { clinicId: 'c', createdAtMs: 1, updatedAtMs: 1, rowVersion: 0 };
const lan: Actor = { userId: 'lan', role: 'receptionist', nowMs: 1_000 };

/** A visit as far as named, with nothing else said. */
const states: Record<QueueState, Partial<Appointment>> = {
  expected: {},
  waiting: { arrivedAtMs: 1, ticket: 'A1' },
  called: { arrivedAtMs: 1, calledAtMs: 2, ticket: 'A1' },
  in_room: { arrivedAtMs: 1, calledAtMs: 2, inRoomAtMs: 3, ticket: 'A1' },
  done: { arrivedAtMs: 1, inRoomAtMs: 3, leftAtMs: 4, ticket: 'A1' },
  no_show: { isNoShow: true },
  left_unseen: { arrivedAtMs: 1, leftAtMs: 4, ticket: 'A1' },
  cancelled: { status: 'cancelled' },
};
const standing = (appointment: Partial<Appointment> = {}): Standing => ({
  appointment: { ...anAppointment(), ...stamp, ...appointment },
  hasRecord: false,
  now: NOW,
});
const refusal = (decide: () => unknown): Failure | null => {
  try {
    decide();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
};
const supplies = () => {
  let id = 0;
  let ticket = 0;
  return { newId: () => `id-${(id += 1)}`, takeTicket: () => `A${(ticket += 1)}` };
};
const step = (at: Standing, what: QueueStep, actor = lan): Change =>
  takeStep(at, { actor, step: what }, supplies());

describe('Which step a visit can take', () => {
  it.each<[QueueState, QueueStep[]]>([
    ['expected', ['arrive', 'call', 'enter', 'noShow', 'prioritise']],
    ['waiting', ['call', 'enter', 'leave', 'prioritise']],
    ['called', ['call', 'enter', 'leave', 'prioritise']],
    ['in_room', ['finish']],
    ['done', []],
    ['no_show', ['arrive', 'enter']],
    ['left_unseen', ['arrive', 'enter']],
    ['cancelled', []],
  ])('%s: %j', (state, possible) => {
    const visit = standing(states[state]).appointment;
    expect(queueSteps.filter((what) => whyNoStep(visit, what, NOW) === null)).toEqual(possible);
    for (const what of queueSteps.filter((other) => !possible.includes(other)))
      expect(refusal(() => step(standing(states[state]), what))).toEqual({
        code: 'queue_state_forbids',
        state,
      });
  });

  it('arrivals, calls and the room are of today; that somebody did not come may be noted the day after', () => {
    const yesterday = standing({ appointmentDate: '2026-11-21' });
    for (const what of ['arrive', 'call', 'enter'] as const)
      expect(refusal(() => step(yesterday, what))).toEqual({ code: 'not_today', date: '2026-11-21' });
    expect(step(yesterday, 'noShow').patch.isNoShow).toBe(true);
  });

  it('nobody has failed to come before the time of the visit', () => {
    const later = standing({ appointmentTime: '09:30' });
    expect(refusal(() => step(later, 'noShow'))).toEqual({
      code: 'visit_not_begun',
      date: TODAY,
      time: '09:30',
    });
    expect(step(standing({ appointmentTime: '09:00' }), 'noShow').patch.isNoShow).toBe(true);
  });

  it('a doctor moves only the own patients along', () => {
    const mai: Actor = { userId: 'user-mai', role: 'doctor', nowMs: 1 };
    expect(refusal(() => step(standing(), 'arrive', mai))).toEqual({ code: 'not_your_appointment' });
  });
});

describe('What a step leaves behind', () => {
  it('an arrival gives a ticket, and the history tells which', () => {
    const { patch, event } = step(standing(), 'arrive');
    expect(patch).toMatchObject({ arrivedAtMs: 1_000, ticket: 'A1' });
    expect(event).toMatchObject({ kind: 'arrived', reason: 'A1', byUserId: 'lan', atMs: 1_000 });
  });

  it('whoever goes straight into the room has arrived too, and has a ticket', () => {
    expect(step(standing(), 'enter').patch).toMatchObject({
      arrivedAtMs: 1_000,
      inRoomAtMs: 1_000,
      calledAtMs: null,
      ticket: 'A1',
    });
  });

  it('a patient is called again: the board shows the later call, the ticket stays', () => {
    const { patch } = step(standing(states.called), 'call');
    expect(patch).toMatchObject({ arrivedAtMs: 1, calledAtMs: 1_000, ticket: 'A1' });
  });

  it('who was given up and comes after all waits again, and is no no-show any more', () => {
    expect(step(standing(states.no_show), 'arrive').patch).toMatchObject({
      isNoShow: false,
      arrivedAtMs: 1_000,
    });
    const back = step(standing(states.left_unseen), 'arrive').patch;
    expect(back).toMatchObject({ leftAtMs: null, arrivedAtMs: 1_000, ticket: 'A1' });
  });

  it('priority goes on and off, and moves nobody', () => {
    expect(step(standing(states.waiting), 'prioritise').patch).toEqual({ isPriority: true });
    expect(step(standing({ ...states.waiting, isPriority: true }), 'prioritise').patch).toEqual({
      isPriority: false,
    });
  });

  it('a completed visit leaves at the moment of completion, unless the desk had noted it before', () => {
    const now = { date: TODAY, nowMs: 99 };
    expect(leavesOnCompletion(standing(states.in_room).appointment, now)).toBe(99);
    expect(leavesOnCompletion(standing(states.done).appointment, now)).toBe(4);
    // Never seen by the desk, or signed the day after: nobody knows when the patient went.
    expect(leavesOnCompletion(standing().appointment, now)).toBeNull();
    expect(
      leavesOnCompletion(standing(states.in_room).appointment, { ...now, date: '2026-11-23' }),
    ).toBeNull();
  });

  it('what follows from something else never fails: a patient in the room stays there', () => {
    expect(takeStepIfOpen(standing(states.in_room), { actor: lan, step: 'enter' }, supplies())).toBeNull();
  });
});

const day = (date = TODAY): DayOfDoctor => ({
  doctor: { id: 'user-an', departmentId: 'department-general', roomId: null, isActive: true },
  department: { id: 'department-general', isActive: true, examinationFeeMinor: 150_000 },
  rooms: [],
  slots: {
    date,
    grid: { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 },
    now: NOW,
    horizonDays: 30,
    asker: 'desk',
    weeklyHours: [],
    timeOff: [],
    taken: [],
  },
});
const binh: PatientOfDay = { id: 'patient-binh', archivedAtMs: null, visits: [] };
const moveTo = (at: Standing, date: string, time: string) =>
  moveAppointment(
    at,
    { actor: lan, day: day(date), patient: binh, time, reason: '' },
    supplies().newId,
  ) as Change;

describe('A visit on its way through the waiting room', () => {
  it.each(['in_room', 'done', 'no_show', 'left_unseen'] as const)(
    'that is %s is not confirmed, cancelled or moved any more',
    (state) => {
      const at = standing({ ...states[state], status: 'booked' });
      const refused = { code: 'queue_state_forbids', state };
      expect(refusal(() => confirmAppointment(at, lan, supplies().newId))).toEqual(refused);
      expect(refusal(() => cancelAppointment(at, { actor: lan, reason: 'x' }, supplies().newId))).toEqual(
        refused,
      );
      expect(refusal(() => moveTo(at, TODAY, '10:00'))).toEqual(refused);
    },
  );

  it('that is moved to later the same day goes on waiting', () => {
    const { patch } = moveTo(standing(states.waiting), TODAY, '10:00');
    expect(patch).not.toHaveProperty('arrivedAtMs');
    expect(patch).not.toHaveProperty('ticket');
  });

  it('that is moved to another day has not arrived there, and an undo gives arrival and ticket back', () => {
    const visit = play([{ take: 'arrive' }]);
    const moved = apply(visit, moveTo(visit.standing, addDays(TODAY, 1), '10:00'));
    expect(queueStateOf(moved.standing.appointment)).toBe('expected');
    expect(moved.standing.appointment.ticket).toBeNull();
    const back = undo(moved).standing.appointment;
    expect(back).toMatchObject({ arrivedAtMs: 1_000, ticket: 'A1', appointmentDate: TODAY });
  });

  it('may be undone while a record is being written: the desk pressed the wrong key, the doctor did not', () => {
    const gone = play([{ take: 'enter' }, { take: 'finish' }]);
    const writing = { ...gone, standing: { ...gone.standing, hasRecord: true } };
    expect(queueStateOf(undo(writing).standing.appointment)).toBe('in_room');
  });

  it('keeps its ticket when the arrival is taken back and noted again', () => {
    const again = play([{ take: 'arrive' }, 'undo', { take: 'arrive' }]);
    expect(again.standing.appointment.ticket).toBe('A1');
  });
});

type Played = { standing: Standing; history: AppointmentEvent[]; atMs: number };
type Act = { take: QueueStep } | 'undo';
const fresh = (): Played => ({ standing: standing(), history: [], atMs: 1_000 });

const apply = ({ standing: at, history, atMs }: Played, { patch, event }: Change): Played => ({
  standing: { ...at, appointment: { ...at.appointment, ...patch } },
  history: [...history, { ...event, ...stamp, id: `event-${history.length}` }],
  atMs: atMs + 1_000,
});

function undo(played: Played): Played {
  const event = undoableEvent(played.history);
  if (!event) return played;
  const { appointment } = played.standing;
  const order = {
    actor: { ...lan, nowMs: played.atMs },
    eventId: event.id,
    history: played.history,
    day: day(event.fromDate ?? appointment.appointmentDate),
    patient: binh,
  };
  return apply(
    played,
    undoChange(played.standing, order, () => 'undo'),
  );
}

/** One act after another; what the waiting room forbids does not happen. */
function play(acts: readonly Act[]): Played {
  let tickets = 0;
  const takeTicket = () => `A${(tickets += 1)}`;
  return acts.reduce((played, act) => {
    if (act === 'undo') return undo(played);
    const order = { actor: { ...lan, nowMs: played.atMs }, step: act.take };
    const change = takeStepIfOpen(played.standing, order, { newId: () => 'new', takeTicket });
    return change ? apply(played, change) : played;
  }, fresh());
}

const where = ({ appointment }: Standing) => {
  const { arrivedAtMs, calledAtMs, inRoomAtMs, leftAtMs, isNoShow, isPriority } = appointment;
  return { arrivedAtMs, calledAtMs, inRoomAtMs, leftAtMs, isNoShow, isPriority };
};

/** The steps that still stand, taken anew at the moments they were taken. */
function replay(history: readonly AppointmentEvent[]): Standing {
  const steps = new Map(
    (['arrive', 'call', 'enter', 'noShow', 'prioritise'] as const).map((name) => [
      { arrive: 'arrived', call: 'called', enter: 'in_room', noShow: 'no_show', prioritise: 'priority' }[
        name
      ],
      name as QueueStep,
    ]),
  );
  return standingEvents(history).reduce((at, event) => {
    const leaving: QueueStep = at.appointment.inRoomAtMs === null ? 'leave' : 'finish';
    const order = { actor: { ...lan, nowMs: event.atMs }, step: steps.get(event.kind) ?? leaving };
    const { patch } = takeStep(at, order, supplies());
    return { ...at, appointment: { ...at.appointment, ...patch } };
  }, standing());
}

const acts = fc.array(
  fc.oneof(
    fc.constantFrom(...queueSteps).map((take): Act => ({ take })),
    fc.constant<Act>('undo'),
  ),
  { maxLength: 25 },
);

describe('Steps and undos in any order', () => {
  it('end where the remaining steps lead', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const played = play(sequence);
        expect(where(played.standing)).toEqual(where(replay(played.history)));
      }),
      { numRuns: 500 },
    );
  });

  it('undone to the last leave a visit as it was booked; only the ticket is kept for its patient', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const played = play(sequence);
        const undone = played.history.reduce(undo, played);
        expect(where(undone.standing)).toEqual(where(standing()));
      }),
      { numRuns: 200 },
    );
  });
});
