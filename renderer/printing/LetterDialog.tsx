// A sick note or a referral before it is printed: its facts, and its text, which the doctor may change word by word.
import { Button, Group, Kbd, Modal, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysAway, type LetterKind } from '../../domain/letters.ts';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { SaveState } from '../consultation/SaveState.tsx';
import { DayInput } from '../front-desk/DayInput.tsx';
import classes from './LetterDialog.module.css';
import { PrintPreview } from './PrintPreview.tsx';
import { type LetterStart, STANDARD, useLetter } from './use-letter.ts';

type LetterDialogProps = { appointmentId: string; kind: LetterKind; onClose: () => void };

export function LetterDialog({ appointmentId, kind, onClose }: LetterDialogProps) {
  const { t } = useTranslation(['printing', 'common']);
  const trpc = useTRPC();
  const subject = { appointmentId, kind };
  const fresh = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY };
  const start = useQuery(trpc.letters.start.queryOptions(subject, fresh));
  const draft = useQuery(trpc.drafts.newest.queryOptions(subject, fresh));
  const error = start.error ?? draft.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`title.${kind}`)}
      size={860}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {error && <p role="alert">{failureText(failureIn(error))}</p>}
      {start.data && draft.data !== undefined && (
        <Letter subject={subject} start={start.data} kept={draft.data?.content ?? null} onClose={onClose} />
      )}
    </Modal>
  );
}

type LetterProps = {
  subject: { appointmentId: string; kind: LetterKind };
  start: LetterStart;
  kept: string | null;
  onClose: () => void;
};

function Letter({ subject, start, kept, onClose }: LetterProps) {
  const { t } = useTranslation('printing');
  const letter = useLetter(subject, start, kept);
  const { draft, set } = letter;
  const [printing, setPrinting] = useState<string | null>(null);
  const show = () => draft.text.trim() !== '' && setPrinting(draft.text);
  const days = daysAway(draft.fromDate, draft.untilDate);
  usePageHotkeys([{ keys: 'mod+P', label: t('letter.show'), act: () => void show() }], {
    inFields: true,
    inDialogs: true,
    group: t(`title.${subject.kind}`),
  });
  return (
    <div className={classes.letter}>
      <div className={classes.facts}>
        <NativeSelect
          label={t('letter.template')}
          value={draft.templateId}
          onChange={(event) => set({ templateId: event.currentTarget.value })}
          data={[
            { value: STANDARD, label: t('letter.standard') },
            ...start.templates.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {subject.kind === 'sickNote' ? (
          <>
            <DayInput
              label={t('letter.from')}
              value={draft.fromDate}
              onChange={(fromDate) => set({ fromDate })}
            />
            <DayInput
              label={t('letter.until')}
              value={draft.untilDate}
              onChange={(untilDate) => set({ untilDate })}
            />
            <Text size="sm" c={days === 0 ? 'red' : 'dimmed'} role="status">
              {days === 0 ? t('letter.reversed') : t('letter.days', { count: days })}
            </Text>
          </>
        ) : (
          <TextInput
            label={t('letter.to')}
            value={draft.to}
            maxLength={500}
            data-autofocus
            onChange={(event) => set({ to: event.currentTarget.value })}
          />
        )}
        <Textarea
          label={t('letter.diagnosis')}
          value={draft.diagnosis}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => set({ diagnosis: event.currentTarget.value })}
        />
        {draft.isOwnText && (
          <div role="status">
            <Text size="sm" c="dimmed" mb={6}>
              {t('letter.ownWords')}
            </Text>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconRefresh size={15} aria-hidden />}
              onClick={letter.fillAgain}
            >
              {t('letter.fillAgain')}
            </Button>
          </div>
        )}
      </div>
      <Textarea
        className={classes.text ?? ''}
        label={t('letter.text')}
        description={t('letter.textHint')}
        value={draft.text}
        maxLength={20_000}
        rows={16}
        onChange={(event) => letter.write(event.currentTarget.value)}
      />
      <Group className={classes.foot ?? ''} justify="space-between">
        <SaveState journal={letter.journal} />
        <Group gap={8}>
          <Button variant="subtle" onClick={() => void letter.startOver()}>
            {t('letter.startOver')}
          </Button>
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl P</Kbd>}
            disabled={draft.text.trim() === ''}
            onClick={show}
          >
            {t('letter.show')}
          </Button>
        </Group>
      </Group>
      <PrintPreview
        document={printing === null ? null : { ...subject, text: printing }}
        onClose={() => {
          setPrinting(null);
          onClose();
        }}
      />
    </div>
  );
}
