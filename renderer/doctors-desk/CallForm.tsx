// What came of a call: reached, no answer, declined, booked; when to try again. Digits choose, Ctrl+Enter notes it.
import { Button, CloseButton, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CallOutcome, callOutcomes } from '../../domain/follow-ups.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { dayText, typedDay } from '../consultation/record-fields.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { phoneText, useClinicToday } from '../patients/patient-facts.ts';
import classes from './Desk.module.css';
import { type RadarEntry, useNoteCall } from './use-note-call.ts';

export function CallForm({ entry, onClose }: { entry: RadarEntry; onClose: () => void }) {
  const { t } = useTranslation('doctorsDesk');
  const today = useClinicToday();
  const noteCall = useNoteCall();
  const choice = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState<CallOutcome>('no_answer');
  const [again, setAgain] = useState('+1');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => choice.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  const mayAgain = outcome === 'no_answer' || outcome === 'reached';
  const choose = (value: CallOutcome) => {
    setOutcome(value);
    setError(null);
    // Who did not answer is tried tomorrow; who was reached has been told.
    setAgain(value === 'no_answer' ? '+1' : '');
  };
  const save = async () => {
    const day = mayAgain && again.trim() !== '' ? typedDay(again, today) : null;
    if (mayAgain && again.trim() !== '' && (day === null || day <= today)) {
      setError(t('call.notADay'));
      return;
    }
    setIsBusy(true);
    const call = { recordId: entry.recordId, outcome, againOnDate: day, note };
    if (await noteCall(call, entry.patientName)) onClose();
    setIsBusy(false);
  };
  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('call.save'), act: () => void save() },
      { keys: 'Escape', label: t('panel.close'), act: onClose },
    ],
    { group: t('call.title', { name: entry.patientName }), inFields: true },
  );
  const day = typedDay(again, today);
  return (
    <aside className={classes.panel} aria-label={t('call.title', { name: entry.patientName })}>
      <div className={classes.panelHead}>
        <h2>{t('call.title', { name: entry.patientName })}</h2>
        <CloseButton aria-label={t('panel.close')} onClick={onClose} />
      </div>
      <p className={classes.phone}>{entry.phone ? phoneText(entry.phone) : t('radar.noPhone')}</p>
      <SegmentedControl
        ref={choice}
        fullWidth
        orientation="vertical"
        aria-label={t('call.outcome')}
        value={outcome}
        onChange={(value) => choose(value)}
        transitionDuration={0}
        data={callOutcomes.map((value) => ({ value, label: t(`call.${value}`) }))}
      />
      {mayAgain && (
        <TextInput
          mt="xs"
          label={t('call.again')}
          placeholder={t('call.againHint')}
          description={day === null ? t('call.againHint') : dayText(day)}
          autoComplete="off"
          maxLength={12}
          error={error}
          value={again}
          onChange={(event) => {
            setAgain(event.currentTarget.value);
            setError(null);
          }}
        />
      )}
      <Textarea
        mt="xs"
        label={t('call.note')}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button mt="sm" loading={isBusy} rightSection={<KeyHint>Ctrl ↵</KeyHint>} onClick={() => void save()}>
        {t('call.save')}
      </Button>
    </aside>
  );
}
