// The coded diagnoses of a visit, the main one first: found by code or words, reordered, taken to the problem list with one key.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconListCheck, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CLINIC_CODES, type CodedDiagnosis } from '../../domain/diagnoses.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { SearchPick } from '../app/SearchPick.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { type BesideRecord, useBeside } from '../prescribing/beside-record.ts';
import classes from './Diagnoses.module.css';

export function CodedDiagnoses({ beside, patientId }: { beside: BesideRecord; patientId: string }) {
  const { t } = useTranslation('prescribing');
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { codedDiagnoses } = useBeside(beside);
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  usePageHotkeys([{ keys: 'alt+D', label: t('codes.goTo'), act: () => search.current?.focus() }], {
    inFields: true,
  });

  const change = (after: CodedDiagnosis[]) => beside.change({ codedDiagnoses: after });
  const focusAt = (index: number) =>
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>('button[data-code]')[index]?.focus(),
    );
  const add = (diagnosis: CodedDiagnosis) => {
    const before = beside.now().codedDiagnoses;
    const isThere = before.some((one) => one.code === diagnosis.code && one.text === diagnosis.text);
    if (!isThere) change([...before, diagnosis]);
  };
  const remove = (index: number) => {
    const before = beside.now().codedDiagnoses;
    change(before.toSpliced(index, 1));
    notifyDone(t('codes.removed', { text: before[index]?.text }), { undo: () => change(before) });
    if (before.length > 1) focusAt(Math.min(index, before.length - 2));
    else search.current?.focus();
  };
  const move = (index: number, to: number) => {
    const before = beside.now().codedDiagnoses;
    const one = before[index];
    if (!one || to < 0 || to >= before.length) return;
    change(before.toSpliced(index, 1).toSpliced(to, 0, one));
    focusAt(to);
  };
  const toProblems = async (diagnosis: CodedDiagnosis) => {
    try {
      await client.diagnoses.addProblem.mutate({ patientId, diagnosis });
      await queries.invalidateQueries({ queryKey: trpc.diagnoses.problems.queryKey({ patientId }) });
      notifyDone(t('problems.added', { text: diagnosis.text }));
    } catch (error) {
      showFailure(error);
    }
  };
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, index: number, diagnosis: CodedDiagnosis) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.key === 'Delete') remove(index);
    else if (step !== 0 && event.altKey) move(index, index + step);
    else if (step !== 0) focusAt(index + step);
    else if (event.key.toLowerCase() === 'p' && !event.ctrlKey && !event.altKey && !event.metaKey)
      void toProblems(diagnosis);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={classes.codes} aria-label={t('codes.title')}>
      <h2>{t('codes.title')}</h2>
      <SearchPick
        label={t('codes.add')}
        placeholder={t('codes.hint')}
        inputRef={search}
        find={(text) => client.diagnoses.codes.query({ text })}
        keyOf={({ id }) => id}
        renderItem={({ code, text }) => (
          <>
            <b>{code}</b>
            <span>{text}</span>
          </>
        )}
        onPick={({ code, text }) => add({ codeSystem: CLINIC_CODES, code, text })}
        onTyped={(text) => add({ codeSystem: '', code: '', text })}
      />
      <ul ref={list}>
        {codedDiagnoses.map((diagnosis, index) => (
          <li key={`${diagnosis.code} ${diagnosis.text}`} data-main={index === 0 || undefined}>
            <button
              type="button"
              data-code
              title={t('codes.keys')}
              onKeyDown={(event) => onKey(event, index, diagnosis)}
            >
              {diagnosis.code !== '' && <b>{diagnosis.code}</b>} {diagnosis.text}
            </button>
            <Tooltip label={t('codes.toProblems')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={22}
                tabIndex={-1}
                aria-label={t('codes.toProblemsOf', { text: diagnosis.text })}
                onClick={() => void toProblems(diagnosis)}
              >
                <IconListCheck size={14} />
              </ActionIcon>
            </Tooltip>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={22}
              tabIndex={-1}
              aria-label={t('codes.remove', { text: diagnosis.text })}
              onClick={() => remove(index)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
