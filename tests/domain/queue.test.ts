import { describe, expect, it } from 'vitest';
import { queueStateOf } from '../../domain/queue.ts';
import { anAppointment } from '../support/builders.ts';

describe('How far a visit has come', () => {
  it.each([
    ['nobody has come yet', {}, 'expected'],
    ['arrived', { arrivedAtMs: 1 }, 'waiting'],
    ['called', { arrivedAtMs: 1, calledAtMs: 2 }, 'called'],
    ['in the room', { arrivedAtMs: 1, calledAtMs: 2, inRoomAtMs: 3 }, 'in_room'],
    ['left the room', { arrivedAtMs: 1, inRoomAtMs: 3, leftAtMs: 4 }, 'done'],
    ['the record was signed', { status: 'completed' }, 'done'],
    ['went home before being called', { arrivedAtMs: 1, leftAtMs: 4 }, 'left_unseen'],
    ['called and gone', { arrivedAtMs: 1, calledAtMs: 2, leftAtMs: 4 }, 'left_unseen'],
    ['did not come', { isNoShow: true }, 'no_show'],
    ['cancelled after arriving', { arrivedAtMs: 1, status: 'cancelled' }, 'cancelled'],
  ] as const)('%s', (_, facts, state) => {
    expect(queueStateOf(anAppointment(facts))).toBe(state);
  });
});
