// Texts used again: a doctor's own and the clinic's.
import { z } from 'zod';
import { archiveTemplate, saveTemplate, templatesFor } from '../../db/templates.ts';
import { editOf } from '../../domain/clinic-setup-input.ts';
import { rowId } from '../../domain/row.ts';
import { templateInput } from '../../domain/templates.ts';
import { permit, router } from './trpc.ts';

export const templatesRouter = router({
  list: permit('template.manage').query(({ ctx }) => templatesFor(ctx.vault, ctx.user.userId)),
  save: permit('template.manage')
    .input(z.object({ edit: z.object(editOf), values: templateInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('templates.save', (tx) =>
        saveTemplate(tx, { edit: input.edit, input: input.values, by: ctx.user }),
      ),
    ),
  archive: permit('template.manage')
    .input(z.object({ id: rowId, isArchived: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.write('templates.archive', (tx) => archiveTemplate(tx, { ...input, by: ctx.user })),
    ),
});
