// Day, week or month; by doctor or by room; whose. Each with its key.
import { Select, SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DayOfClinic, doctorName } from './day.ts';
import { KeyHint } from './KeyHint.tsx';
import classes from './FrontDeskPage.module.css';
import type { Span, View } from './use-view.ts';

type ViewSwitchProps = {
  view: View;
  day: DayOfClinic | undefined;
  onView: (patch: Partial<View>) => void;
};
const spans: readonly Span[] = ['day', 'week', 'month'];

export const ViewSwitch = memo(function ViewSwitch({ view, day, onView }: ViewSwitchProps) {
  const { t } = useTranslation('frontDesk');
  const departments = [
    ...new Map(day?.doctors.map((doctor) => [doctor.departmentId, doctor.departmentName])),
  ];
  const doctors = (day?.doctors ?? []).filter(
    ({ departmentId }) => view.departmentId === null || departmentId === view.departmentId,
  );
  const still = { transitionProps: { duration: 0 } };
  const withKey = (label: string, key: string) => (
    <span style={{ display: 'inline-flex', gap: 5, alignItems: 'center' }}>
      {label} <KeyHint>{key}</KeyHint>
    </span>
  );
  return (
    <div className={classes.views}>
      <SegmentedControl
        aria-label={t('view.span')}
        size="xs"
        transitionDuration={0}
        data={spans.map((span, index) => ({
          value: span,
          label: withKey(t(`view.${span}`), String(index + 1)),
        }))}
        value={view.span}
        onChange={(span) => onView({ span: spans.find((known) => known === span) ?? 'day' })}
      />
      {view.span === 'day' && (
        <SegmentedControl
          aria-label={t('view.by')}
          size="xs"
          transitionDuration={0}
          data={[
            { value: 'doctors', label: t('view.doctors') },
            { value: 'rooms', label: withKey(t('view.rooms'), 'R') },
          ]}
          value={view.by}
          onChange={(by) => onView({ by: by === 'rooms' ? 'rooms' : 'doctors' })}
        />
      )}
      <Select
        aria-label={t('bar.department')}
        placeholder={t('bar.allDepartments')}
        data={departments.map(([value, label]) => ({ value, label }))}
        value={view.departmentId}
        clearable
        w={200}
        comboboxProps={{ ...still, width: 220, position: 'bottom-start' }}
        onChange={(departmentId) => onView({ departmentId, doctorId: null })}
      />
      {view.span !== 'day' && (
        <Select
          aria-label={t('view.whose')}
          placeholder={t('list.allDoctors')}
          data={doctors.map((doctor) => ({ value: doctor.id, label: doctorName(doctor) }))}
          value={view.doctorId}
          clearable
          w={220}
          comboboxProps={{ ...still, width: 240, position: 'bottom-start' }}
          onChange={(doctorId) => onView({ doctorId })}
        />
      )}
    </div>
  );
});
