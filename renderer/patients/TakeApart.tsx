// Takes a merge apart again, after it has said what goes back, what returns to what it was, and what is left as it is now.
import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureIn, failureText } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import classes from './MergedRecords.module.css';
import { useRowsText } from './use-rows-text.ts';

export function TakeApart({ mergeId, onClose }: { mergeId: string | null; onClose: () => void }) {
  const { t } = useTranslation('patients');
  return (
    <Modal
      opened={mergeId !== null}
      onClose={onClose}
      title={t('apart.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {mergeId !== null && <Preview mergeId={mergeId} onClose={onClose} />}
    </Modal>
  );
}

function Preview({ mergeId, onClose }: { mergeId: string; onClose: () => void }) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const rowsText = useRowsText();
  const { data, error } = useQuery(
    trpc.patientMerges.takeApartPreview.queryOptions({ mergeId }, { staleTime: 0, gcTime: 0 }),
  );
  const { takeApart, isPending } = useTakeApart(onClose);
  usePageHotkeys(
    [
      {
        keys: 'mod+Enter',
        label: t('apart.now'),
        act: () => takeApart(mergeId),
        whyOff: data && !isPending ? null : t('apart.reading'),
      },
    ],
    { group: t('apart.title'), inFields: true, inDialogs: true },
  );
  if (error) return <p role="alert">{failureText(failureIn(error))}</p>;
  if (!data) return null;
  const names = (fields: readonly (typeof data.fieldsBack)[number][]) =>
    fields.map((field) => t(`field.${field}`)).join(', ');
  const told = [
    [
      t('apart.goesBack', { number: data.other.recordNumber, name: data.other.fullName }),
      rowsText(data.back),
    ],
    [t('apart.stays', { number: data.kept.recordNumber, name: data.kept.fullName }), rowsText(data.stays)],
    [t('apart.fieldsBack'), names(data.fieldsBack)],
    [t('apart.fieldsLeft'), names(data.fieldsLeft)],
  ].filter(([, what]) => what !== '');
  return (
    <>
      <dl className={classes.told}>
        {told.map(([head, what]) => (
          <div key={head}>
            <dt>{head}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Group justify="flex-end">
        <Button variant="default" rightSection={<KeyHint>Esc</KeyHint>} onClick={onClose}>
          {t('apart.keep')}
        </Button>
        <Button
          loading={isPending}
          rightSection={<KeyHint>Ctrl ↵</KeyHint>}
          aria-keyshortcuts="Control+Enter"
          onClick={() => takeApart(mergeId)}
        >
          {t('apart.now')}
        </Button>
      </Group>
    </>
  );
}

/** Takes apart and tells what was left; also what the toast of a merge undoes with. */
export function useTakeApart(onDone: () => void) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.patientMerges.takeApart.mutationOptions({
      onError: showFailure,
      onSuccess: ({ fieldsLeft }) => {
        // Visits, receipts and the waiting list have another patient now.
        void queries.invalidateQueries();
        const left = fieldsLeft.map((field) => t(`field.${field}`)).join(', ');
        notifyDone(left === '' ? t('apart.done') : t('apart.doneLeft', { fields: left }));
        onDone();
      },
    }),
  );
  return { takeApart: (mergeId: string) => isPending || mutate({ mergeId }), isPending };
}
