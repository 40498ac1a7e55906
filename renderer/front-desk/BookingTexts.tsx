// What else is noted with a booking: for the doctor, and for the desk.
import { Textarea } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingDraft } from './booking-draft.ts';

type BookingTextsProps = { draft: BookingDraft; onDraft: (patch: Partial<BookingDraft>) => void };

export const BookingTexts = memo(function BookingTexts({ draft, onDraft }: BookingTextsProps) {
  const { t } = useTranslation('booking');
  return (
    <>
      <Textarea
        label={t('symptoms')}
        maxLength={2000}
        rows={2}
        value={draft.symptoms}
        onChange={(event) => onDraft({ symptoms: event.currentTarget.value })}
      />
      <Textarea
        label={t('notes')}
        maxLength={2000}
        rows={2}
        value={draft.notes}
        onChange={(event) => onDraft({ notes: event.currentTarget.value })}
      />
    </>
  );
});
