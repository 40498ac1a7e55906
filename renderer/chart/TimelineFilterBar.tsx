// The kinds a timeline is narrowed to, as one row of icons that arrows walk; each says its name.
import { SegmentedControl, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconFileText, IconList, IconNote, IconPill, IconStethoscope, IconTags } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type TimelineFilter, timelineFilters } from '../../domain/timeline.ts';
import classes from './Timeline.module.css';

export const kindIcons = {
  all: IconList,
  visit: IconStethoscope,
  prescription: IconPill,
  diagnosis: IconTags,
  document: IconFileText,
  note: IconNote,
} as const;

type TimelineFilterBarProps = { value: TimelineFilter; onChange: (filter: TimelineFilter) => void };

export function TimelineFilterBar({ value, onChange }: TimelineFilterBarProps) {
  const { t } = useTranslation('chart');
  return (
    <SegmentedControl
      className={classes.kinds ?? ''}
      size="xs"
      fullWidth
      withItemsBorders={false}
      aria-label={t('timeline.kinds')}
      value={value}
      onChange={(chosen) => {
        const filter = timelineFilters.find((known) => known === chosen);
        if (filter) onChange(filter);
      }}
      data={timelineFilters.map((filter) => {
        const Icon = kindIcons[filter];
        return {
          value: filter,
          label: (
            <Tooltip label={t(`kind.${filter}`)} openDelay={300}>
              <span className={classes.kind}>
                <Icon size={16} stroke={1.7} aria-hidden />
                <VisuallyHidden>{t(`kind.${filter}`)}</VisuallyHidden>
              </span>
            </Tooltip>
          ),
        };
      })}
    />
  );
}
