// When a booking is and with whom, by the way it is made: a slot of some length, a time that is full, the queue of today.
import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BookingDraft } from './booking-draft.ts';
import type { Missing } from './booking-order.ts';
import classes from './booking.module.css';
import { DayInput } from './DayInput.tsx';
import type { GridModel } from './grid-model.ts';
import panel from './panel.module.css';
import { DoctorSelect, TimeSelect } from './WhenAndWho.tsx';
import { WhoSelect } from './WhoSelect.tsx';

type WhenFieldsProps = {
  model: GridModel;
  date: string;
  slotLengthMinutes: number;
  draft: BookingDraft;
  /** What was found missing when somebody wanted to book. */
  missing: Missing | null;
  onDraft: (patch: Partial<BookingDraft>) => void;
  onDate: (date: string) => void;
};

const MOST_SLOTS = 8;

export function WhenFields({ model, date, slotLengthMinutes, draft, missing, ...on }: WhenFieldsProps) {
  const { onDraft, onDate } = on;
  const { t } = useTranslation('booking');
  const { way, queueOf, doctorId, time, lengthSlots, series } = draft;
  const errorOf = (what: Missing) => (missing === what ? t('choose') : undefined);
  const isInQueue = way === 'walk_in' && queueOf !== null;
  const hasLength = way === 'booked' && series === null;
  return (
    <>
      {way === 'walk_in' && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('walkIn.to')}
          data={[
            { value: 'queue', label: t('walkIn.queue') },
            { value: 'slot', label: t('walkIn.slot') },
          ]}
          value={isInQueue ? 'queue' : 'slot'}
          onChange={(to) =>
            onDraft({ queueOf: to === 'slot' ? null : doctorId === null ? '' : `doctor:${doctorId}` })
          }
        />
      )}
      {isInQueue && (
        <WhoSelect
          model={model}
          label={t('walkIn.of')}
          departments={t('walkIn.shortest')}
          value={queueOf === '' ? null : queueOf}
          error={errorOf('queue')}
          onWho={(who) => onDraft({ queueOf: who })}
        />
      )}
      {!isInQueue && (
        <div className={hasLength ? classes.when : panel.when}>
          {way !== 'walk_in' && <DayInput label={t('date')} value={date} onChange={onDate} />}
          <TimeSelect
            model={model}
            doctorId={doctorId}
            time={time}
            error={errorOf('time')}
            isOverbooking={way === 'overbook'}
            onTime={(at) => onDraft({ time: at })}
          />
          {hasLength && (
            <Select
              label={t('length')}
              rightSectionWidth={22}
              data={Array.from({ length: MOST_SLOTS }, (_, at) => ({
                value: String(at + 1),
                label: t('minutes', { count: (at + 1) * slotLengthMinutes }),
              }))}
              value={String(lengthSlots)}
              comboboxProps={{ transitionProps: { duration: 0 } }}
              onChange={(slots) => onDraft({ lengthSlots: Number(slots ?? 1) })}
            />
          )}
        </div>
      )}
      {!isInQueue && (
        <DoctorSelect
          model={model}
          doctorId={doctorId}
          error={errorOf('doctor')}
          onDoctor={(id) => onDraft({ doctorId: id })}
        />
      )}
      {hasLength && <RowPlan draft={draft} model={model} />}
    </>
  );
}

/** Says what a long visit or a family will be before it is booked: which times, and that a fee is counted once a person. */
function RowPlan({ draft, model }: Pick<WhenFieldsProps, 'draft' | 'model'>) {
  const { t } = useTranslation('booking');
  const { time, companionIds, lengthSlots } = draft;
  const count = (1 + companionIds.length) * lengthSlots;
  const first = model.rows.findIndex((row) => row.time === time);
  if (count === 1 || first < 0) return null;
  const times = model.rows.slice(first, first + count).map((row) => row.time);
  return (
    <p className={classes.plan} role="status">
      {t(lengthSlots > 1 ? 'plan.long' : 'plan.family', { count, times: times.join(', ') })}
    </p>
  );
}
