// One row of the timeline in three lines: when, what, and who or where the searched word stands.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  lineFound,
  type TimelineEntry,
  type TimelineFilter,
  type TimelineTexts,
} from '../../domain/timeline.ts';
import { dayText } from '../consultation/record-fields.ts';
import { kindIcons } from './TimelineFilterBar.tsx';
import classes from './Timeline.module.css';

/** How the chart is looked at: a row says what that is about, and shows the line in which a searched word stands. */
export type TimelineLook = { filter: TimelineFilter; text: string; texts: TimelineTexts };
type TimelineRowProps = TimelineLook & {
  entry: TimelineEntry;
  place: number;
  isCurrent: boolean;
  isOpen: boolean;
  onFocus: (place: number) => void;
  onOpen: (entry: TimelineEntry | null) => void;
};

export const TimelineRow = memo(function TimelineRow(row: TimelineRowProps) {
  const { entry, filter, text, texts, place, isCurrent, isOpen, onFocus, onOpen } = row;
  const { t } = useTranslation('chart');
  const Icon = kindIcons[filter === 'all' ? entry.kind : filter];
  const what = useWhat(entry, filter, texts);
  const hit = text.trim() === '' ? null : lineFound(entry, texts, text);
  const second = hit !== null && hit !== what ? hit : whoOf(entry);
  return (
    <button
      type="button"
      className={classes.entry}
      data-timeline-entry={place}
      tabIndex={isCurrent ? 0 : -1}
      aria-pressed={isOpen}
      onFocus={() => onFocus(place)}
      onClick={() => onOpen(isOpen ? null : entry)}
    >
      <span className={classes.when}>
        <Icon size={13} stroke={1.8} aria-hidden />
        {[dayText(entry.date), entry.time].filter(Boolean).join(' ')}
        {entry.kind === 'visit' && entry.signedAtMs === null && (
          <span className={classes.unsigned}>{t('timeline.unsigned')}</span>
        )}
        {entry.kind === 'note' && entry.isSharedWithPatient && (
          <span className={classes.tag}>{t('timeline.shared')}</span>
        )}
        {entry.kind === 'document' && entry.isArchived && (
          <span className={classes.tag}>{t('timeline.archived')}</span>
        )}
      </span>
      <span className={classes.what} title={what}>
        {what}
      </span>
      <span className={classes.who} data-hit={(hit !== null && second === hit) || undefined} title={second}>
        {second}
      </span>
    </button>
  );
});

/** What a row says, by what is looked for. */
function useWhat(entry: TimelineEntry, filter: TimelineFilter, texts: TimelineTexts): string {
  const { t } = useTranslation('chart');
  switch (entry.kind) {
    case 'visit':
      if (filter === 'prescription')
        return entry.medicines.join('; ') || firstLine(texts.get(entry.id) ?? '');
      if (filter === 'diagnosis') return entry.coded.join('; ');
      return oneLine(entry.diagnosis) || entry.coded.join('; ') || t('timeline.noDiagnosis');
    case 'document':
      return entry.title || entry.fileName;
    case 'note':
      return oneLine(entry.noteText);
  }
}

/** A prescription stands first among a visit’s texts. */
const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';
const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, '; ');

function whoOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'visit':
      return `${entry.doctorName} · ${entry.departmentName}`;
    case 'document':
      return entry.sourceDoctor || entry.fileName;
    case 'note':
      return entry.doctorName;
  }
}
