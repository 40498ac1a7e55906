// What the page knows of the vault, as the main process tells it.
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';

export type VaultStatus = inferRouterOutputs<AppRouter>['vault']['status'];
