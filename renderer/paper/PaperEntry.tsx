// Takes a page of paper back in: day and doctor, then line by line with the keyboard. Nothing is saved before the whole page is entered.
import { Alert, Button, Select } from '@mantine/core';
import { IconAlertTriangle, IconRestore } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { doctorName } from '../front-desk/day.ts';
import { DayInput } from '../front-desk/DayInput.tsx';
import { shortInstant } from '../front-desk/day-text.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { useDesk } from '../app/desk-context.tsx';
import classes from './Paper.module.css';
import { PaperLineForm } from './PaperLineForm.tsx';
import { PaperLines } from './PaperLines.tsx';
import { wholeLine, withLine } from './paper-page.ts';
import { usePaperPage } from './use-paper-page.ts';

export function PaperEntry() {
  const { t } = useTranslation('paper');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { clinic } = useDesk();
  const { page, now, journal, restoredAtMs, change, clear, discard } = usePaperPage();
  const kept = useSyncExternalStore(journal.subscribe, journal.snapshot);
  const section = useRef<HTMLElement>(null);
  const [isAsked, setIsAsked] = useState(false);
  const { date, doctorId, lines, typed } = page;
  const { data: day } = useQuery(
    trpc.appointments.day.queryOptions({ date }, { placeholderData: keepPreviousData }),
  );
  const asked = { date, doctorId: doctorId ?? '', lines };
  const canAsk = doctorId !== null && lines.length > 0;
  const { data: checked } = useQuery(
    trpc.paperEntry.check.queryOptions(asked, { enabled: canAsk, placeholderData: keepPreviousData }),
  );
  const refused = canAsk ? (checked?.refused ?? []) : [];
  const entering = useMutation(trpc.paperEntry.enter.mutationOptions());

  const focusTime = () => section.current?.querySelector<HTMLInputElement>('[data-paper-time]')?.focus();
  const addLine = () => {
    const line = wholeLine(now().typed);
    setIsAsked(line === null);
    if (!line) return;
    change(withLine(now(), line, day?.grid.slotLengthMinutes ?? 30));
    focusTime();
  };
  const enter = async () => {
    if (!canAsk || refused.length > 0 || entering.isPending) return;
    try {
      await journal.hold();
      const answer = await entering.mutateAsync({ ...asked, mark: t('entry.mark') });
      if (answer.refused.length === 0) {
        notifyDone(t('entry.entered', { count: lines.length }));
        clear();
        focusTime();
      } else journal.release();
      await queries.invalidateQueries();
    } catch (error) {
      journal.release();
      showFailure(error);
    }
  };
  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('entry.enterAll'), act: () => void enter(), when: canAsk },
      { keys: 'Enter', label: t('entry.add') },
    ],
    { inFields: true, group: t('entry.title') },
  );
  const whyOff = doctorId === null ? t('entry.chooseDoctor') : lines.length === 0 ? t('entry.noLines') : null;
  const doctors = (day?.doctors ?? []).map((doctor) => ({ value: doctor.id, label: doctorName(doctor) }));
  return (
    <section ref={section} className={classes.section} aria-labelledby="paper-entry">
      <h2 id="paper-entry">{t('entry.title')}</h2>
      <p className={classes.hint}>{t('entry.hint')}</p>
      {kept.kind === 'failed' && (
        <Alert color="red" p="sm" icon={<IconAlertTriangle size={17} aria-hidden />}>
          {t('entry.notKept', { why: failureText(failureIn(kept.error)) })}
        </Alert>
      )}
      {restoredAtMs !== null && (
        <div className={classes.row} role="status">
          <IconRestore size={17} aria-hidden />
          {t('entry.restored', { moment: shortInstant(restoredAtMs, clinic.timeZone) })}
          <Button size="compact-sm" variant="default" onClick={() => void discard()}>
            {t('entry.discard')}
          </Button>
        </div>
      )}
      <div className={classes.head}>
        <DayInput
          label={t('entry.date')}
          width={150}
          value={date}
          onChange={(chosen) => change({ date: chosen })}
        />
        <Select
          label={t('entry.doctor')}
          w={280}
          searchable
          data={doctors}
          value={doctorId}
          error={isAsked && doctorId === null ? t('entry.chooseDoctor') : undefined}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={(chosen) => change({ doctorId: chosen })}
        />
      </div>
      <PaperLineForm
        typed={typed}
        isAsked={isAsked}
        onTyped={(patch) => change({ typed: { ...now().typed, ...patch } })}
        onAdd={addLine}
      />
      {lines.length > 0 && (
        <PaperLines
          lines={lines}
          refused={refused}
          onTakeBack={(at) => {
            const line = lines[at];
            if (!line) return;
            // A line under the hand that is whole goes into its place first: nothing typed is lost.
            const open = wholeLine(typed);
            const others = lines.filter((_, other) => other !== at);
            change({
              lines: open ? withLine({ ...page, lines: others }, open, 0).lines : others,
              typed: line,
            });
            focusTime();
          }}
          onRemove={(at) => {
            const before = lines;
            change({ lines: lines.filter((_, other) => other !== at) });
            notifyDone(t('entry.removed'), { undo: () => change({ lines: before }) });
          }}
        />
      )}
      <div className={classes.row}>
        <Button
          disabled={whyOff !== null || refused.length > 0}
          loading={entering.isPending}
          rightSection={<KeyHint>Ctrl ↵</KeyHint>}
          onClick={() => void enter()}
        >
          {t('entry.enterCount', { count: lines.length })}
        </Button>
        <span className={classes.hint} role="status">
          {whyOff ?? (refused.length > 0 ? t('entry.refused', { count: refused.length }) : t('entry.ready'))}
        </span>
      </div>
    </section>
  );
}
