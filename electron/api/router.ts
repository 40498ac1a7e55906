// Every procedure of the desk under its feature's name. One line a feature; nothing else belongs here.
import { appointmentsRouter } from './appointments.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  appointments: appointmentsRouter,
});
export type AppRouter = typeof appRouter;
