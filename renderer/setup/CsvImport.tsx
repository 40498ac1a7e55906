// A file into a list: choose, drop or paste; look at what it would do; then take it. Nothing changes before the last step.
import { Alert, Button, CloseButton, Group, Modal, Progress, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconFileImport, IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvListName } from '../../domain/csv-lists.ts';
import { spokenLocale } from '../app/i18n.ts';
import { failureIn, failureText, type WentWrong } from '../app/failure-text.ts';
import { notifyDone } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import classes from './CsvImport.module.css';
import { CsvReportView } from './CsvReportView.tsx';
import { type CsvFile, useCsvCheck } from './use-csv-check.ts';

type CsvImportProps = { list: CsvListName; onClose: () => void };

export function CsvImport({ list, onClose }: CsvImportProps) {
  const { t } = useTranslation('setup');
  const [file, setFile] = useState<CsvFile | null>(null);
  const check = useCsvCheck(list);
  const look = (next: CsvFile) => {
    setFile(next);
    check.start(next);
  };
  const again = () => {
    check.stop();
    setFile(null);
  };
  const close = () => {
    check.stop();
    onClose();
  };
  return (
    <Modal.Root opened onClose={close} size={720} centered transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          {/* Not Modal.Header: a second page header is what it would be to a screen reader. */}
          <Group justify="space-between" mb="md">
            <Modal.Title fw={650} fz={16}>
              {t('csv.importOf', { list: t(`csv.list.${list}`) })}
            </Modal.Title>
            <CloseButton aria-label={t('close', { ns: 'common' })} onClick={close} />
          </Group>
          {!file && <ChooseFile list={list} onFile={look} />}
          {file && check.trouble && <Trouble trouble={check.trouble} onAgain={again} />}
          {file && !check.trouble && !check.report && (
            <Checking check={check} name={file.name} onStop={again} />
          )}
          {file && check.report && (
            <Take
              list={list}
              file={file}
              report={check.report}
              onAgain={again}
              onChanged={check.show}
              onDone={close}
            />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function ChooseFile({ list, onFile }: { list: CsvListName; onFile: (file: CsvFile) => void }) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const [pasted, setPasted] = useState('');
  const [trouble, setTrouble] = useState<WentWrong | null>(null);
  const choose = useMutation({
    mutationFn: () => client.setup.csv.choose.mutate(),
    // tRPC types what JSON would carry; our link carries bytes as bytes.
    onSuccess: (file) => file && onFile({ name: file.name, bytes: file.bytes as unknown as Uint8Array }),
    onError: (error) => setTrouble(failureIn(error)),
  });
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) onFile({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  };
  return (
    <div className={classes.stack}>
      {trouble && <Trouble trouble={trouble} onAgain={() => setTrouble(null)} />}
      <div
        className={classes.drop}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => void drop(event)}
      >
        <IconFileUpload size={28} stroke={1.5} aria-hidden />
        <Text size="sm">{t('csv.drop')}</Text>
        <Button loading={choose.isPending} onClick={() => choose.mutate()} data-autofocus>
          {t('csv.choose')}
        </Button>
      </div>
      <Textarea
        label={t('csv.paste')}
        description={t(`csv.about.${list}`)}
        minRows={3}
        maxRows={8}
        autosize
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        classNames={{ input: classes.pasted }}
        spellCheck={false}
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed" maw={420}>
          {t('csv.safe')}
        </Text>
        <Button
          variant="default"
          disabled={pasted.trim() === ''}
          title={pasted.trim() === '' ? t('csv.pasteFirst') : undefined}
          onClick={() => onFile({ name: t('csv.pasted'), bytes: new TextEncoder().encode(pasted) })}
        >
          {t('csv.look')}
        </Button>
      </Group>
    </div>
  );
}

function Trouble({ trouble, onAgain }: { trouble: WentWrong; onAgain: () => void }) {
  const { t } = useTranslation('setup');
  return (
    <Alert color="red" icon={<IconAlertTriangle size={17} />} role="alert">
      <Text size="sm">{failureText(trouble)}</Text>
      <Button variant="light" color="red" size="compact-sm" mt={8} onClick={onAgain}>
        {t('csv.again')}
      </Button>
    </Alert>
  );
}

type Check = ReturnType<typeof useCsvCheck>;

function Checking({ check, name, onStop }: { check: Check; name: string; onStop: () => void }) {
  const { t } = useTranslation('setup');
  const { done, total } = check.progress;
  return (
    <div className={classes.stack} role="status">
      <Text size="sm">{t('csv.checking', { name })}</Text>
      <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={t('csv.checking', { name })} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onStop}>
          {t('cancel', { ns: 'common' })}
        </Button>
      </Group>
    </div>
  );
}

type TakeProps = {
  list: CsvListName;
  file: CsvFile;
  report: NonNullable<Check['report']>;
  onAgain: () => void;
  /** The file was refused after all: what is wrong with it now. */
  onChanged: Check['show'];
  onDone: () => void;
};

function Take({ list, file, report, onAgain, onChanged, onDone }: TakeProps) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [trouble, setTrouble] = useState<WentWrong | null>(null);
  const take = useMutation({
    mutationFn: (skipBad: boolean) =>
      client.setup.csv.import.mutate({ list, locale: spokenLocale(), bytes: file.bytes, skipBad }),
    onSuccess: async (result) => {
      if (!result.isImported) return onChanged(result);
      await queries.invalidateQueries();
      notifyDone(t('csv.imported', { added: result.added, changed: result.changed }));
      onDone();
    },
    onError: (error) => setTrouble(failureIn(error)),
  });
  const good = report.added + report.changed + report.removed;
  const isClean = report.problemCount === 0;
  const canSkip = !isClean && good > 0 && list !== 'workingHours';
  return (
    <div className={classes.stack}>
      <CsvReportView report={report} fileName={file.name} />
      {trouble && <Trouble trouble={trouble} onAgain={() => setTrouble(null)} />}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onAgain}>
          {t('csv.other')}
        </Button>
        {canSkip && (
          <Button variant="light" loading={take.isPending} onClick={() => take.mutate(true)}>
            {t('csv.takeGood', { count: good })}
          </Button>
        )}
        {isClean && good > 0 && (
          <Button
            loading={take.isPending}
            leftSection={<IconFileImport size={15} aria-hidden />}
            onClick={() => take.mutate(false)}
            data-autofocus
          >
            {t('csv.take', { count: good })}
          </Button>
        )}
        {isClean && good === 0 && <Button onClick={onDone}>{t('close', { ns: 'common' })}</Button>}
      </Group>
    </div>
  );
}
