// The shapes of the waiting list as the main process sends them.
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';

type Answers = inferRouterOutputs<AppRouter>['waitlist'];
export type Entry = Answers['list'][number];
export type Suggestion = Answers['whoWouldCome'][number];
