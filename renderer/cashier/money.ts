// The shapes of money as the main process sends them.
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';

type Answers = inferRouterOutputs<AppRouter>;
export type VisitToPay = Answers['receipts']['visit'];
export type ReceiptCard = Answers['receipts']['card'];
export type DayReport = Answers['dayClose']['report'];
