// Which papers can be printed from the screen, as other features name them: `{ kind: 'slip', appointmentId }`.
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';

type Papers = inferRouterInputs<AppRouter>['printing'];
/** Every paper of the main process's printing router is one; nothing has to be listed again here. */
export type PaperKind = {
  [Kind in keyof Papers]: Papers[Kind] extends { preview: unknown } ? Kind : never;
}[keyof Papers];
export type InputOf = { [Kind in PaperKind]: Papers[Kind]['preview'] };
export type PrintDocument = { [Kind in PaperKind]: { kind: Kind } & InputOf[Kind] }[PaperKind];

/** One line of the list of print profiles. */
export type ProfileLine = inferRouterOutputs<AppRouter>['printProfiles']['list'][number];
export type KnownPrinters = inferRouterOutputs<AppRouter>['printing']['printers'];
