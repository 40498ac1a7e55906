// The steps of a visit through the waiting room: arrived, called, in the room, gone, did not come. Pure; undoing is appointment-undo.ts.
import { z } from 'zod';
import { type Actor, eventOf, placeOf } from './appointment-booking.ts';
import { type Change, requireOwn, type Standing } from './appointment-changes.ts';
import type { Appointment, AppointmentEvent } from './appointments.ts';
import { type Failure, Refused } from './failure.ts';
import { type Moments, momentsAfterEvent, momentsOf } from './queue-moments.ts';
import { type QueueFacts, type QueueState, queueStateOf } from './queue.ts';
import type { WallClock } from './slot.ts';

export const queueSteps = ['arrive', 'call', 'enter', 'finish', 'leave', 'noShow', 'prioritise'] as const;
export const queueStep = z.enum(queueSteps);
export type QueueStep = z.infer<typeof queueStep>;

type StepRule = {
  event: AppointmentEvent['kind'];
  from: readonly QueueState[];
  /** Arrivals and calls are of the day itself; that somebody left or never came may be noted later. */
  onlyToday: boolean;
};

/** A desk skips what nobody had time to press: whoever goes straight into the room has arrived too. */
const rules: Record<QueueStep, StepRule> = {
  // Who was given up (no-show, left) may still come in: late is not never.
  arrive: { event: 'arrived', from: ['expected', 'no_show', 'left_unseen'], onlyToday: true },
  call: { event: 'called', from: ['expected', 'waiting', 'called'], onlyToday: true },
  enter: {
    event: 'in_room',
    from: ['expected', 'waiting', 'called', 'no_show', 'left_unseen'],
    onlyToday: true,
  },
  finish: { event: 'left', from: ['in_room'], onlyToday: false },
  leave: { event: 'left', from: ['waiting', 'called'], onlyToday: false },
  noShow: { event: 'no_show', from: ['expected'], onlyToday: false },
  /** On and off again. */
  prioritise: { event: 'priority', from: ['expected', 'waiting', 'called'], onlyToday: false },
};

export type VisitInQueue = QueueFacts & Pick<Appointment, 'appointmentDate' | 'appointmentTime'>;

/** Why a visit cannot take the step now; null when it can. The screen asks the same before it offers one. */
export function whyNoStep(visit: VisitInQueue, step: QueueStep, now: WallClock): Failure | null {
  const { from, onlyToday } = rules[step];
  const { appointmentDate: date, appointmentTime: time } = visit;
  const state = queueStateOf(visit);
  if (!from.includes(state)) return { code: 'queue_state_forbids', state };
  if (onlyToday && date !== now.date) return { code: 'not_today', date };
  const hasBegun = date < now.date || (date === now.date && time <= now.time);
  return step === 'noShow' && !hasBegun ? { code: 'visit_not_begun', date, time } : null;
}

/** How the visit will stand once the step is saved: for a screen that draws ahead of the answer. */
export function aheadOfStep(
  visit: Moments & Pick<Appointment, 'isPriority'>,
  step: QueueStep,
  atMs: number,
): Moments & Pick<Appointment, 'isPriority'> {
  const isPriority = step === 'prioritise' ? !visit.isPriority : visit.isPriority;
  return { ...momentsAfterEvent(momentsOf(visit), { kind: rules[step].event, atMs }), isPriority };
}

export type StepOrder = { actor: Actor; step: QueueStep };
/** Where ids and tickets come from; a ticket is taken only when one is given. */
export type Supplies = { newId: () => string; takeTicket: (date: string) => string };

/** The visit one step on, or a refusal. Whoever arrives gets a ticket, and keeps it when the arrival is taken back and noted again. */
export function takeStep(
  standing: Standing,
  { actor, step }: StepOrder,
  { newId, takeTicket }: Supplies,
): Change {
  const { appointment, now } = standing;
  requireOwn(appointment, actor);
  const why = whyNoStep(appointment, step, now);
  if (why) throw new Refused(why);
  const kind = rules[step].event;
  const place = placeOf(appointment);
  const after = momentsAfterEvent(momentsOf(appointment), { kind, atMs: actor.nowMs });
  const arrivesNow = after.arrivedAtMs !== null && after.arrivedAtMs !== appointment.arrivedAtMs;
  const ticket = arrivesNow
    ? (appointment.ticket ?? takeTicket(appointment.appointmentDate))
    : appointment.ticket;
  const event = eventOf(newId(), actor, {
    kind,
    appointmentId: appointment.id,
    from: place,
    to: place,
    // The history tells which ticket was given, and an undo finds it there.
    reason: arrivesNow && ticket !== null ? ticket : '',
  });
  if (step === 'prioritise') return { patch: { isPriority: !appointment.isPriority }, event };
  return { patch: { ...after, ticket }, event };
}

/** For the doctor's own acts, which move the queue along but never fail because of it. */
export function takeStepIfOpen(standing: Standing, order: StepOrder, supplies: Supplies): Change | null {
  return whyNoStep(standing.appointment, order.step, standing.now) === null
    ? takeStep(standing, order, supplies)
    : null;
}

const stepEvents: readonly AppointmentEvent['kind'][] = Object.values(rules).map(({ event }) => event);
export const isStepEvent = ({ kind }: Pick<AppointmentEvent, 'kind'>): boolean => stepEvents.includes(kind);
