// Which papers the clinic prints, and what is needed to name one. Not how they look.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { printProfileInput } from './print-profiles.ts';
import { rowId } from './row.ts';

export const ofAppointment = z.object({ appointmentId: rowId });
/** Several chosen at once; more is a day's sheet. */
export const ofAppointments = z.object({ appointmentIds: z.array(rowId).min(1).max(100) });
export const ofPatient = z.object({ patientId: rowId });
/** Without a doctor: everybody's who has visits on the day. */
export const ofDay = z.object({ date: civilDate, doctorId: rowId.optional() });
/** A saved time off and the visits that were moved out of it, up to 300. */
export const ofTimeOff = z.object({ timeOffId: rowId, movedIds: z.array(rowId).max(300) });

export const ofReceipt = z.object({ receiptId: rowId });
/** Of this PC. */
export const ofClosedDay = z.object({ date: civilDate });

export const printerJob = z.object({
  printerName: z.string().min(1).max(300),
  copies: z.number().int().min(1).max(20),
});

/** Tries out what stands in the form, saved or not. */
export const ofTestPage = z.object({ profile: printProfileInput });
/** Sheets of empty slips to be filled in by hand. */
export const ofBlankSlips = z.object({ pages: z.number().int().min(1).max(20) });
