// The door's state as the window reads it, by its kinds.
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';

type Yielded<Source> = Source extends AsyncIterable<infer Value> ? Value : never;
export type DoorState = Yielded<inferRouterOutputs<AppRouter>['doorstep']['state']>;
export type DoorOf<Kind extends DoorState['kind']> = Extract<DoorState, { kind: Kind }>;
