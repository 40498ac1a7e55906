// What a letter about a visit starts from: the facts that fill it, and the clinic's texts for it. Printing it is printing.ts.
import { openChart } from '../../db/chart-access.ts';
import { lettersFor } from '../../db/letter-templates.ts';
import { letterStart } from '../../domain/letters.ts';
import { letterFieldsOf } from '../printing/letters.ts';
import { permit, router } from './trpc.ts';

export const lettersRouter = router({
  /** The diagnosis is among the facts: this is a reading of the chart. */
  start: permit('record.write')
    .input(letterStart)
    .query(({ ctx, input: { appointmentId, kind } }) =>
      ctx.write('records.read', (tx) => {
        const { visit, fields } = letterFieldsOf(tx, appointmentId, tx.nowMs);
        openChart(tx, visit.patient.id);
        tx.about({
          entity: 'appointments',
          entityId: appointmentId,
          patientId: visit.patient.id,
          note: { part: kind },
        });
        return { fields, templates: lettersFor(tx, { kind, doctorId: ctx.user.userId }) };
      }),
    ),
});
