// The shapes of a leave as the main process sends them.
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';

type Answers = inferRouterOutputs<AppRouter>;
export type Plan = Answers['leave']['plan'];
export type PlannedVisit = Plan['visits'][number];
export type Clash = Extract<Answers['leave']['save'], { isDone: false }>['clashes'][number];
export type ListedHoliday = Answers['holidays']['preview'][number];
export type AddedHoliday = Answers['holidays']['import']['added'][number];
