// How a visit comes about: booked, squeezed in, or somebody stands at the desk.
import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingDraft } from './booking-draft.ts';

type WayPickerProps = {
  draft: BookingDraft;
  today: string;
  onDraft: (patch: Partial<BookingDraft>) => void;
  onDate: (date: string) => void;
};

const ways = ['booked', 'overbook', 'walk_in'] as const;

export const WayPicker = memo(function WayPicker({ draft, today, onDraft, onDate }: WayPickerProps) {
  const { t } = useTranslation('booking');
  const { doctorId } = draft;
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t('way.label')}
      data={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
      value={draft.way}
      onChange={(value) => {
        onDraft({ way: ways.find((one) => one === value) ?? 'booked' });
        if (value !== 'walk_in') return;
        // Who stands there is of today.
        onDraft({ queueOf: doctorId === null ? '' : `doctor:${doctorId}` });
        onDate(today);
      }}
    />
  );
});
