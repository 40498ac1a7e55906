// What has been typed for a booking and not been booked yet: its shape, and how the journal keeps it. It writes nothing itself.
import { z } from 'zod';
import { civilDate, clockTime } from '../../domain/civil-date.ts';
import { appointmentKinds } from '../../domain/appointments.ts';
import type { PatientFields } from '../patients/patient-form.ts';

/** The same hour every so many weeks. `chosen` is what was decided for days that clash: another time, or null to leave the day out. */
export type SeriesDraft = { everyWeeks: number; times: number; chosen: Record<string, string | null> };

export type BookingDraft = {
  patientId: string | null;
  doctorId: string | null;
  time: string | null;
  reason: string;
  symptoms: string;
  notes: string;
  /** A patient who is being registered for this booking, as the form stands. */
  registering: Partial<PatientFields> | null;
  /** Booked as planned, squeezed in, or walked in. */
  way: (typeof appointmentKinds)[number];
  /** Why it is out of the ordinary. */
  overbookReason: string;
  /** A walk-in who waits in a queue: `doctor:<id>` or `department:<id>`. Null: takes a free slot of today. */
  queueOf: string | null;
  /** Of the family, who come right after. */
  companionIds: string[];
  lengthSlots: number;
  series: SeriesDraft | null;
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
  way: 'booked',
  overbookReason: '',
  queueOf: null,
  companionIds: [],
  lengthSlots: 1,
  series: null,
};

/** A cell that was pressed is one press; a person or a word is work. */
export const isWork = ({
  patientId,
  reason,
  symptoms,
  notes,
  overbookReason,
  registering,
}: BookingDraft): boolean =>
  patientId !== null ||
  registering !== null ||
  [reason, symptoms, notes, overbookReason].some((text) => text.trim() !== '');

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
    // Drafts that were begun before there were such bookings lack them.
    way: z.enum(appointmentKinds).default('booked'),
    overbookReason: z.string().default(''),
    queueOf: z.string().nullable().default(null),
    companionIds: z.array(z.string()).default([]),
    lengthSlots: z.number().int().min(1).max(8).default(1),
    series: z
      .object({
        everyWeeks: z.number().int(),
        times: z.number().int(),
        chosen: z.record(z.string(), clockTime.nullable()),
      })
      .nullable()
      .default(null),
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
