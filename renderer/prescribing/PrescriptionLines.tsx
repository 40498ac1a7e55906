// The lines of a prescription, typed without a mouse: name, Enter, then each detail by Tab. The free text beside them is written from them.
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isWrittenFrom,
  type LineDetail,
  lineByHand,
  lineDetails,
  type PrescriptionLine,
  type PrescriptionWarning,
  type TakenMedicine,
  textAfter,
  textOfLines,
  warningsOf,
} from '../../domain/prescriptions.ts';
import { notifyDone } from '../app/notify.tsx';
import { SearchPick } from '../app/SearchPick.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { dayText } from '../consultation/record-fields.ts';
import { type BesideRecord, useBeside } from './beside-record.ts';
import { LinesMenu } from './LinesMenu.tsx';
import classes from './PrescriptionLines.module.css';
import { useFieldText } from './use-field-text.ts';

type PrescriptionLinesProps = {
  beside: BesideRecord;
  visit: { appointmentId: string; patientId: string; takenMedicines: readonly TakenMedicine[] };
  /** The field of the free text. */
  textField: () => HTMLTextAreaElement | null;
};

const limits: Record<LineDetail, number> = {
  dose: 120,
  route: 60,
  frequency: 120,
  duration: 60,
  instructions: 300,
};

export function PrescriptionLines({ beside, visit, textField }: PrescriptionLinesProps) {
  const { t } = useTranslation('prescribing');
  const client = useTRPCClient();
  const trpc = useTRPC();
  const { prescriptionLines: lines } = useBeside(beside);
  const { data: patient } = useQuery(trpc.patients.banner.queryOptions({ patientId: visit.patientId }));
  const known = { allergies: patient?.allergies ?? null, taken: visit.takenMedicines };
  const warnings = warningsOf(lines, known);
  const text = useFieldText(textField);
  const root = useRef<HTMLElement>(null);
  const newName = useRef<HTMLInputElement>(null);
  usePageHotkeys([{ keys: 'alt+R', label: t('lines.goTo'), act: () => newName.current?.focus() }], {
    inFields: true,
  });

  const change = (after: PrescriptionLine[]) => {
    text.write(textAfter(text.read(), { before: beside.now().prescriptionLines, after }));
    beside.change({ prescriptionLines: after });
  };
  const focusCell = (index: number, cell: LineDetail | 'name') =>
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`[data-line="${index}"] [data-cell="${cell}"]`)?.focus(),
    );
  const add = (line: PrescriptionLine) => {
    change([...beside.now().prescriptionLines, line]);
    focusCell(beside.now().prescriptionLines.length - 1, 'dose');
  };
  const addAll = (more: PrescriptionLine[], repeatedFrom?: string) => {
    const before = beside.now().prescriptionLines;
    const after = [...before, ...more.map((line) => ({ ...line, overrideReason: '' }))];
    change(repeatedFrom === undefined ? after : withContinued(after, before.length, repeatedFrom));
    notifyDone(t('lines.added', { count: more.length }), { undo: () => change(before) });
    newName.current?.focus();
  };
  // Repeating says itself why what the patient still takes from that visit is prescribed again. Any other warning waits for a reason.
  const withContinued = (after: PrescriptionLine[], from: number, day: string) => {
    const found = Map.groupBy(warningsOf(after, known), ({ lineIndex }) => lineIndex);
    const reason = t('warning.continued', { day: dayText(day) });
    return after.map((line, index) => {
      const isContinued = found.get(index)?.every((one) => one.kind === 'taken' && one.visitDate === day);
      return index >= from && isContinued ? { ...line, overrideReason: reason } : line;
    });
  };
  const remove = (index: number) => {
    const before = beside.now().prescriptionLines;
    change(before.filter((_, at) => at !== index));
    notifyDone(t('lines.removed', { name: before[index]?.medicineName }), { undo: () => change(before) });
    if (before.length > 1) focusCell(Math.min(index, before.length - 2), 'name');
    else newName.current?.focus();
  };
  const move = (index: number, by: number, cell: string) => {
    const before = beside.now().prescriptionLines;
    const [line] = before.slice(index, index + 1);
    const to = index + by;
    if (!line || to < 0 || to >= before.length) return;
    change(before.toSpliced(index, 1).toSpliced(to, 0, line));
    focusCell(to, cell as LineDetail);
  };
  const onRowKey = (event: KeyboardEvent<HTMLElement>, index: number) => {
    const cell = (event.target as HTMLElement).dataset['cell'] ?? 'name';
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.altKey && step !== 0) move(index, step, cell);
    else if (event.key === 'Delete' && (cell === 'name' || event.altKey)) remove(index);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && cell !== 'remove')
      newName.current?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section ref={root} className={classes.lines} aria-label={t('lines.title')}>
      <div className={classes.head} data-empty={lines.length === 0 || undefined}>
        <h2>{t('lines.title')}</h2>
        {lines.length > 0 && lineDetails.map((detail) => <span key={detail}>{t(`lines.${detail}`)}</span>)}
      </div>
      {lines.length > 0 && (
        <ol>
          {lines.map((line, index) => (
            <LineRow
              // Lines have no ids of their own; a name may stand there twice.
              key={`${line.medicineName} ${lines.slice(0, index).filter((other) => other.medicineName === line.medicineName).length}`}
              index={index}
              line={line}
              warnings={warnings.filter(({ lineIndex }) => lineIndex === index)}
              onChange={(part) =>
                change(
                  beside.now().prescriptionLines.map((one, at) => (at === index ? { ...one, ...part } : one)),
                )
              }
              onKeyDown={(event) => onRowKey(event, index)}
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
      )}
      <div className={classes.add}>
        <SearchPick
          label={t('lines.add')}
          placeholder={t('lines.addHint')}
          inputRef={newName}
          opensEmpty
          find={(typed) => client.prescribing.choices.query({ text: typed })}
          keyOf={({ line }) => `${line.medicineId ?? ''} ${line.medicineName}`}
          renderItem={({ line, form, times }) => (
            <>
              <span>{line.medicineName}</span>
              <span className={classes.about}>
                {[form, line.ingredients, times > 0 && t('lines.times', { count: times })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </>
          )}
          onPick={({ line }) => add(line)}
          onTyped={(name) => add(lineByHand(name))}
        />
        <LinesMenu appointmentId={visit.appointmentId} lines={lines} onTake={addAll} />
        {lines.length > 0 && !isWrittenFrom(text.value, lines) && (
          <span className={classes.byHand} role="status">
            {t('lines.byHand')}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                const before = text.read();
                text.write(textOfLines(beside.now().prescriptionLines));
                notifyDone(t('lines.rewritten'), { undo: () => text.write(before) });
              }}
            >
              {t('lines.rewrite')}
            </Button>
          </span>
        )}
      </div>
    </section>
  );
}

const warningText = (warning: PrescriptionWarning, t: TFunction<'prescribing'>): string =>
  warning.kind === 'taken'
    ? t('warning.taken', { word: warning.word, day: dayText(warning.visitDate) })
    : t(`warning.${warning.kind}`, { word: warning.word });

type LineRowProps = {
  index: number;
  line: PrescriptionLine;
  warnings: PrescriptionWarning[];
  onChange: (part: Partial<PrescriptionLine>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onRemove: () => void;
};

function LineRow({ index, line, warnings, onChange, onKeyDown, onRemove }: LineRowProps) {
  const { t } = useTranslation('prescribing');
  const name = line.medicineName;
  return (
    // The keys of a row are heard wherever in it the keyboard stands.
    <li data-line={index} data-warned={warnings.length > 0 || undefined} onKeyDown={onKeyDown}>
      <button type="button" data-cell="name" className={classes.name} title={t('lines.keys')}>
        <span>{index + 1}.</span> {name}
      </button>
      {lineDetails.map((detail) => (
        <input
          key={detail}
          data-cell={detail}
          aria-label={t('lines.detailOf', { detail: t(`lines.${detail}`), name })}
          placeholder={t(`lines.${detail}`)}
          maxLength={limits[detail]}
          autoComplete="off"
          value={line[detail]}
          onChange={(event) => onChange({ [detail]: event.currentTarget.value })}
        />
      ))}
      <ActionIcon
        data-cell="remove"
        variant="subtle"
        color="gray"
        size={26}
        tabIndex={-1}
        aria-label={t('lines.remove', { name })}
        onClick={onRemove}
      >
        <IconX size={15} />
      </ActionIcon>
      {warnings.length > 0 && (
        <div className={classes.warning}>
          <span role="alert">{warnings.map((warning) => warningText(warning, t)).join(' ')}</span>
          <input
            data-cell="reason"
            data-reason-missing={line.overrideReason.trim() === '' || undefined}
            aria-label={t('warning.reasonFor', { name })}
            placeholder={t('warning.reason')}
            maxLength={300}
            autoComplete="off"
            value={line.overrideReason}
            onChange={(event) => onChange({ overrideReason: event.currentTarget.value })}
          />
        </div>
      )}
    </li>
  );
}
