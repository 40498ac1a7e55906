// Every procedure of the desk under its feature's name. One line a feature; nothing else belongs here.
import { appointmentsRouter } from './appointments.ts';
import { setupRouter } from './setup.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  appointments: appointmentsRouter,
  setup: setupRouter,
});
export type AppRouter = typeof appRouter;
