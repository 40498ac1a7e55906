// What has been typed for a booking and not been booked yet: its shape, and how the journal keeps it. It writes nothing itself.
import { z } from 'zod';
import { civilDate, clockTime } from '../../domain/civil-date.ts';
import type { PatientFields } from '../patients/patient-form.ts';

export type BookingDraft = {
  patientId: string | null;
  doctorId: string | null;
  time: string | null;
  reason: string;
  symptoms: string;
  notes: string;
  /** A patient who is being registered for this booking, as the form stands. */
  registering: Partial<PatientFields> | null;
};
/** The booking and the day on screen it was meant for. */
export type DatedDraft = { draft: BookingDraft; date: string };

export const emptyDraft: BookingDraft = {
  patientId: null,
  doctorId: null,
  time: null,
  reason: '',
  symptoms: '',
  notes: '',
  registering: null,
};

/** A cell that was pressed is one press; a person or a word is work. */
export const isWork = ({ patientId, reason, symptoms, notes, registering }: BookingDraft): boolean =>
  patientId !== null || registering !== null || [reason, symptoms, notes].some((text) => text.trim() !== '');

const datedDraft = z.object({
  date: civilDate,
  draft: z.object({
    patientId: z.string().nullable(),
    doctorId: z.string().nullable(),
    time: clockTime.nullable(),
    reason: z.string(),
    symptoms: z.string(),
    notes: z.string(),
    registering: z.record(z.string(), z.string()).nullable(),
  }),
});

export const writeDraft = (dated: DatedDraft): string => JSON.stringify(dated);

/** Null when there is nothing worth giving back, or an older Clinic Desk wrote it otherwise. */
export function readDraft(content: string): DatedDraft | null {
  try {
    const { date, draft } = datedDraft.parse(JSON.parse(content));
    return isWork(draft) ? { date, draft } : null;
  } catch {
    return null;
  }
}
