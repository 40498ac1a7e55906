// What has been typed for a booking and not been booked yet. It outlives a closed panel, another page and a locked screen, per person.
import { useCallback, useState } from 'react';

export type BookingDraft = {
  patientId: string | null;
  doctorId: string | null;
  time: string | null;
  reason: string;
  symptoms: string;
  notes: string;
};

const empty: BookingDraft = {
  patientId: null,
  doctorId: null,
  time: null,
  reason: '',
  symptoms: '',
  notes: '',
};
const drafts = new Map<string, BookingDraft>();

export function useBookingDraft(userId: string) {
  const [draft, setDraft] = useState(() => drafts.get(userId) ?? empty);
  const patchDraft = useCallback(
    (patch: Partial<BookingDraft>) =>
      setDraft((before) => {
        const next = { ...before, ...patch };
        drafts.set(userId, next);
        return next;
      }),
    [userId],
  );
  const clearDraft = useCallback(() => {
    drafts.delete(userId);
    setDraft(empty);
  }, [userId]);
  return { draft, patchDraft, clearDraft };
}
