// The doctor's own day, the chart of a visit, and the record that is written, signed and amended there. Every reading of a chart is audited.
import { z } from 'zod';
import { clinicNow } from '../../db/appointments.ts';
import { openChart } from '../../db/chart-access.ts';
import { chartOf, nextVisitOfDoctor, visitsOfDoctor } from '../../db/consultation-reads.ts';
import type { AuditNote } from '../../db/audit.ts';
import {
  changeAppointment,
  keepRecord,
  replaceSigned,
  versionsOf,
  visitOf,
  visitToWrite,
  withCompanions,
} from '../../db/consultations.ts';
import { noteConsultation } from '../../db/doctors-patients.ts';
import { forgetDrafts } from '../../db/drafts.ts';
import { takenMedicines } from '../../db/prescriptions.ts';
import { saveStepIfOpen } from '../../db/queue.ts';
import type { Reader, Tx } from '../../db/write.ts';
import type { Appointment } from '../../domain/appointments.ts';
import { civilDate } from '../../domain/civil-date.ts';
import {
  amendRecord,
  amendRecordInput,
  assignService,
  assignServiceInput,
  type By,
  completeVisit,
  type MedicalRecord,
  saveRecordInput,
  startVisit,
  writeRecord,
} from '../../domain/consultations.ts';
import { type DraftKind, subjectText } from '../../domain/drafts.ts';
import { Refused } from '../../domain/failure.ts';
import { isAwaited, leavesOnCompletion } from '../../domain/queue-moments.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const ofVisit = z.object({ appointmentId: rowId });

export const consultationsRouter = router({
  /** The signed-in doctor's visits of a day (of today, when none is named); of an empty day, when the next visit is. */
  day: permit('record.read')
    .input(z.object({ date: civilDate.optional() }))
    .query(({ ctx, input }) => {
      const date = input.date ?? clinicNow(ctx.vault, ctx.nowMs).date;
      const visits = visitsOfDoctor(ctx.vault, ctx.user.userId, date);
      const next = visits.length === 0 ? nextVisitOfDoctor(ctx.vault, ctx.user.userId, date) : null;
      return { date, visits, next };
    }),

  chart: permit('record.read')
    .input(ofVisit)
    .query(({ ctx, input }) =>
      ctx.write('records.read', (tx) => {
        const chart = chartOf(tx, input.appointmentId);
        const { glassUntilMs } = openChart(tx, chart.appointment.patientId);
        aboutVisit(tx, chart.appointment, glassUntilMs === null ? {} : { glass: true });
        return {
          ...chart,
          record: chart.record && withCompanions(tx, chart.record),
          takenMedicines: takenMedicines(tx, chart.appointment),
          glassUntilMs,
        };
      }),
    ),

  versions: permit('record.read')
    .input(ofVisit)
    .query(({ ctx, input }) =>
      ctx.write('records.read', (tx) => {
        const { appointment, record } = visitOf(tx, input.appointmentId);
        const { glassUntilMs } = openChart(tx, appointment.patientId);
        if (!record) throw new Refused({ code: 'not_found', subject: 'record' });
        aboutVisit(tx, appointment, { part: 'versions', ...(glassUntilMs !== null && { glass: true }) });
        return versionsOf(tx, record.id);
      }),
    ),

  /** The patient comes in: a visit that was only booked is confirmed, and one of today goes from the waiting room into the room. */
  start: permit('record.write')
    .input(ofVisit)
    .mutation(({ ctx, input }) =>
      ctx.write('consultations.start', (tx) => {
        const { appointment } = visitOf(tx, input.appointmentId);
        const { confirms } = startVisit(appointment, byOf(ctx, tx));
        tx.about({ entity: 'appointments', entityId: appointment.id, patientId: appointment.patientId });
        if (confirms) changeAppointment(tx, appointment.id, { event: 'confirmed', status: 'confirmed' });
        if (isAwaited(appointment)) {
          const actor = { ...ctx.user, nowMs: tx.nowMs };
          saveStepIfOpen(tx, appointment.id, { actor, step: 'enter' });
        }
        return visitOf(tx, input.appointmentId).appointment;
      }),
    ),

  save: permit('record.write')
    .input(saveRecordInput)
    .mutation(({ ctx, input }) =>
      ctx.write('records.save', (tx) => {
        const visit = visitToWrite(tx, input.appointmentId);
        const written = writeRecord(visit, input, byOf(ctx, tx));
        const record = keepRecord(tx, visit, { ...written, signs: false });
        forgetOwnDrafts(ctx, tx, { kind: 'record', record });
        return record;
      }),
    ),

  /** Saves what was typed last, freezes the record and completes the visit: all of it or nothing. */
  sign: permit('record.sign')
    .input(saveRecordInput)
    .mutation(({ ctx, input }) =>
      ctx.write('records.sign', (tx) => {
        const visit = visitToWrite(tx, input.appointmentId);
        const written = writeRecord(visit, input, byOf(ctx, tx));
        const record = keepRecord(tx, visit, { ...written, signs: true });
        noteConsultation(tx, visit.appointment);
        if (visit.appointment.status === 'confirmed') {
          changeAppointment(tx, visit.appointment.id, completed(tx, visit.appointment));
        }
        forgetOwnDrafts(ctx, tx, { kind: 'record', record });
        return record;
      }),
    ),

  amend: permit('record.sign')
    .input(amendRecordInput)
    .mutation(({ ctx, input }) =>
      ctx.write('records.amend', (tx) => {
        const visit = visitToWrite(tx, input.appointmentId);
        const written = amendRecord(visit, input, byOf(ctx, tx));
        if (!visit.record) throw new Refused({ code: 'not_found', subject: 'record' });
        const record = replaceSigned(tx, visit.record, {
          ...written,
          reason: input.reason,
          userId: ctx.user.userId,
          doctorId: visit.appointment.doctorId,
        });
        forgetOwnDrafts(ctx, tx, { kind: 'amendment', record });
        return record;
      }),
    ),

  /** Ends a visit without signing its record. A visit that was only booked is confirmed on the way, and both steps are noted. */
  complete: permit('appointment.complete')
    .input(ofVisit)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.complete', (tx) => {
        const { appointment } = visitOf(tx, input.appointmentId);
        const { confirmsFirst } = completeVisit(appointment, byOf(ctx, tx));
        tx.about({ entity: 'appointments', entityId: appointment.id, patientId: appointment.patientId });
        if (confirmsFirst) changeAppointment(tx, appointment.id, { event: 'confirmed', status: 'confirmed' });
        return changeAppointment(tx, appointment.id, completed(tx, appointment));
      }),
    ),

  assignService: permit('service.assign')
    .input(assignServiceInput)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.assignService', (tx) => {
        const { appointment } = visitOf(tx, input.appointmentId);
        const service = input.serviceId === null ? null : tx.find('services', input.serviceId);
        if (service === undefined) throw new Refused({ code: 'not_found', subject: 'service' });
        const department = tx.find('departments', appointment.departmentId);
        if (!department) throw new Refused({ code: 'not_found', subject: 'department' });
        const patch = assignService(appointment, { department, service }, byOf(ctx, tx));
        tx.about({ entity: 'appointments', entityId: appointment.id, patientId: appointment.patientId });
        return {
          appointment: changeAppointment(tx, appointment.id, {
            event: 'service_assigned',
            reason: service?.name ?? '',
            ...patch,
          }),
          fee: feeOf(department.examinationFeeMinor, service?.priceMinor ?? 0),
        };
      }),
    ),
});

const feeOf = (examinationFeeMinor: number, serviceFeeMinor: number) => ({
  examinationFeeMinor,
  serviceFeeMinor,
  totalFeeMinor: examinationFeeMinor + serviceFeeMinor,
});

/** The visit is over: its patient leaves the waiting room's board too. */
const completed = (tx: Tx, appointment: Appointment) =>
  ({
    event: 'completed',
    status: 'completed',
    leftAtMs: leavesOnCompletion(appointment, { date: clinicNow(tx, tx.nowMs).date, nowMs: tx.nowMs }),
  }) as const;

const byOf = (ctx: SignedInContext, reader: Reader): By => ({
  userId: ctx.user.userId,
  role: ctx.user.role,
  today: clinicNow(reader, ctx.nowMs).date,
});

function aboutVisit(tx: Tx, appointment: { id: string; patientId: string }, note: AuditNote = {}): void {
  tx.about({ entity: 'appointments', entityId: appointment.id, patientId: appointment.patientId, note });
}

/** The draft became the record: its journal goes in the same transaction, so that it neither dies early nor lives on. */
function forgetOwnDrafts(
  ctx: SignedInContext,
  tx: Tx,
  { kind, record }: { kind: DraftKind; record: MedicalRecord },
): void {
  const subject = subjectText({ kind, appointmentId: record.appointmentId });
  forgetDrafts(tx, { userId: ctx.user.userId, subject });
  tx.about({ entity: 'medicalRecords', entityId: record.id, patientId: record.patientId });
}
