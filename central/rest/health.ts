// Whether the process lives, and whether it can serve: for whoever watches or balances it.
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type App, type Centre } from './routing.ts';

export const healthRoutes = (centre: Centre) => async (app: App) => {
  const config = { access: 'machine' } as const;
  const state = z.object({ status: z.enum(['ok', 'unavailable']) });
  app.get(
    '/health',
    { config, schema: { summary: 'The process answers', response: { 200: state } } },
    () => ({
      status: 'ok' as const,
    }),
  );
  app.get(
    '/ready',
    { config, schema: { summary: 'The database answers too', response: { 200: state, 503: state } } },
    async (_request, reply) => {
      try {
        await centre.door.read(centre.clinicId, ({ db }) => db.execute(sql`select 1`));
        return { status: 'ok' as const };
      } catch {
        return reply.status(503).send({ status: 'unavailable' as const });
      }
    },
  );
};
