// The sign of each state of the waiting room: never its colour alone.
import {
  IconArmchair,
  IconChecks,
  IconClock,
  IconDoorEnter,
  IconSpeakerphone,
  IconUserOff,
  IconWalk,
} from '@tabler/icons-react';
import type { QueueState } from '../../domain/queue.ts';

const icons = {
  expected: IconClock,
  waiting: IconArmchair,
  called: IconSpeakerphone,
  in_room: IconDoorEnter,
  done: IconChecks,
  no_show: IconUserOff,
  left_unseen: IconWalk,
  cancelled: IconUserOff,
} as const satisfies Record<QueueState, typeof IconClock>;

export function StateIcon({ state, size = 15 }: { state: QueueState; size?: number }) {
  const Icon = icons[state];
  return <Icon size={size} stroke={1.9} aria-hidden />;
}
