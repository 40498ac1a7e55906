// The clinic's diagnosis codes in the set-up: the list, and one beside it. Seventy thousand are searched in the main process.
import { Switch, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DiagnosisCode, diagnosisCodeInput } from '../../domain/diagnoses.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { CsvMenu } from '../setup/CsvMenu.tsx';
import { EditPanel } from '../setup/EditPanel.tsx';
import panelClasses from '../setup/EditPanel.module.css';
import { SetupList } from '../setup/SetupList.tsx';
import { ActiveTag } from '../setup/Tag.tsx';
import { useEditForm } from '../setup/use-edit-form.ts';
import { useOpenRow } from '../setup/use-open-row.ts';

export function DiagnosisCodesSection() {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const { data } = useQuery(
    trpc.diagnoses.codeList.queryOptions(
      { text: useDeferredValue(text) },
      { placeholderData: keepPreviousData },
    ),
  );
  const open = useOpenRow();
  const row = data?.rows.find(({ id }) => id === open.openId) ?? null;
  return (
    <SetupList
      title={t('nav.diagnosis-codes')}
      hint={t('diagnosisCodes.hint')}
      rows={data?.rows}
      found={{ onSearch: setText, total: data?.total ?? 0, text }}
      textOf={({ code, text: words }) => `${code} ${words}`}
      isOff={({ isActive }) => !isActive}
      openId={open.openId}
      onOpen={open.show}
      onNew={open.showNew}
      newLabel={t('diagnosisCodes.new')}
      empty={{ text: t('diagnosisCodes.empty') }}
      tools={<CsvMenu list="diagnosisCodes" />}
      columns={[
        { key: 'code', title: t('field.code'), width: 120, renderCell: ({ code }) => code },
        { key: 'text', title: t('field.diagnosisText'), renderCell: (one) => one.text },
        {
          key: 'active',
          title: t('field.isActive'),
          width: 120,
          renderCell: ({ isActive }) => <ActiveTag isActive={isActive} />,
        },
      ]}
      panel={
        open.isOpen && <CodePanel key={open.panelKey} row={row} onClose={open.close} onReload={open.reload} />
      }
    />
  );
}

type PanelProps = { row: DiagnosisCode | null; onClose: () => void; onReload: () => void };

function CodePanel({ row, onClose, onReload }: PanelProps) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const edit = useEditForm({
    edited: { list: 'diagnosisCodes', row },
    start: { code: row?.code ?? '', text: row?.text ?? '', isActive: row?.isActive ?? true },
    schema: diagnosisCodeInput,
    toInput: (fields) => fields,
    save: (mark, values) => client.diagnoses.saveCode.mutate({ edit: mark, values }),
    done: t('saved'),
    onDone: onClose,
  });
  const { form } = edit;
  return (
    <EditPanel title={row?.code ?? t('diagnosisCodes.new')} form={edit} onClose={onClose} onReload={onReload}>
      <TextInput
        key={form.key('code')}
        {...form.getInputProps('code')}
        className={panelClasses.wide}
        label={t('field.code')}
        required
        maxLength={20}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        key={form.key('text')}
        {...form.getInputProps('text')}
        className={panelClasses.wide}
        label={t('field.diagnosisText')}
        required
        maxLength={300}
        autoComplete="off"
      />
      <Switch
        key={form.key('isActive')}
        {...form.getInputProps('isActive', { type: 'checkbox' })}
        className={panelClasses.wide}
        label={t('medicines.canBeChosen')}
      />
    </EditPanel>
  );
}
