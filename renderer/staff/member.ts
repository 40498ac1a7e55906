// One line of the staff list as the page reads it.
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';

export type Member = inferRouterOutputs<AppRouter>['staff']['list'][number];
