// Papers of the clinic, one line each: who may have it, what names it, what makes it.
import { letterOnPaper } from '../../domain/letters.ts';
import {
  ofAppointment,
  ofAppointments,
  ofBlankSlips,
  ofClosedDay,
  ofDay,
  ofPatient,
  ofReceipt,
  ofTestPage,
  ofTimeOff,
} from '../../domain/printing.ts';
import { composeCallList } from '../printing/call-list.ts';
import { composeBlankSlips } from '../printing/blank-slips.ts';
import { composeDaySheet, composePrescription, composeSlip, composeSlips } from '../printing/documents.ts';
import { composeReferral, composeSickNote } from '../printing/letters.ts';
import { composeTestPage } from '../printing/test-page.ts';
import { composeTicket } from '../printing/ticket.ts';
import { composeDayClose, composeReceipt } from '../printing/money-documents.ts';
import { composePatientCard } from '../printing/patient-card.ts';
import { composeVisitSummary } from '../printing/visit-summary.ts';
import { composeVitalsSheet } from '../printing/vitals-sheet.ts';
import { paperRouter } from './paper-router.ts';
import { permit, router } from './trpc.ts';

export const printingRouter = router({
  printers: permit('appointment.read').query(({ ctx }) => ctx.desk.printing.printers()),

  slip: paperRouter('print.slip', ofAppointment, composeSlip),
  slips: paperRouter('print.slip', ofAppointments, composeSlips),
  prescription: paperRouter('print.prescription', ofAppointment, composePrescription),
  daySheet: paperRouter('print.daySheet', ofDay, composeDaySheet),
  ticket: paperRouter('print.ticket', ofAppointment, composeTicket),
  callList: paperRouter('print.callList', ofTimeOff, composeCallList),
  blankSlip: paperRouter('print.blankSlip', ofBlankSlips, composeBlankSlips),
  testPage: paperRouter('print.testPage', ofTestPage, composeTestPage),
  receipt: paperRouter('print.receipt', ofReceipt, composeReceipt),
  dayClose: paperRouter('print.dayClose', ofClosedDay, composeDayClose),
  visitSummary: paperRouter('print.visitSummary', ofAppointment, composeVisitSummary),
  vitalsSheet: paperRouter('print.vitalsSheet', ofAppointment, composeVitalsSheet),
  sickNote: paperRouter('print.sickNote', letterOnPaper, composeSickNote),
  referral: paperRouter('print.referral', letterOnPaper, composeReferral),
  patientCard: paperRouter('print.patientCard', ofPatient, composePatientCard),
});
