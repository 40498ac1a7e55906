// The clinic's medicines in the set-up: the list, and one beside it. Ten thousand are searched in the main process.
import { Switch, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Medicine, medicineInput, medicineTitle } from '../../domain/medicines.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { CsvMenu } from '../setup/CsvMenu.tsx';
import { EditPanel } from '../setup/EditPanel.tsx';
import panelClasses from '../setup/EditPanel.module.css';
import { SetupList } from '../setup/SetupList.tsx';
import { ActiveTag } from '../setup/Tag.tsx';
import { useEditForm } from '../setup/use-edit-form.ts';
import { useOpenRow } from '../setup/use-open-row.ts';

export function MedicinesSection() {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const { data } = useQuery(
    trpc.prescribing.medicines.queryOptions(
      { text: useDeferredValue(text) },
      { placeholderData: keepPreviousData },
    ),
  );
  const open = useOpenRow();
  const row = data?.rows.find(({ id }) => id === open.openId) ?? null;
  return (
    <SetupList
      title={t('nav.medicines')}
      hint={t('medicines.hint')}
      rows={data?.rows}
      found={{ onSearch: setText, total: data?.total ?? 0, text }}
      textOf={medicineTitle}
      isOff={({ isActive }) => !isActive}
      openId={open.openId}
      onOpen={open.show}
      onNew={open.showNew}
      newLabel={t('medicines.new')}
      empty={{ text: t('medicines.empty') }}
      tools={<CsvMenu list="medicines" />}
      columns={[
        { key: 'name', title: t('field.name'), renderCell: ({ name }) => name },
        { key: 'strength', title: t('field.strength'), width: 120, renderCell: ({ strength }) => strength },
        { key: 'form', title: t('field.form'), width: 120, renderCell: ({ form }) => form },
        { key: 'ingredients', title: t('field.ingredients'), renderCell: ({ ingredients }) => ingredients },
        {
          key: 'active',
          title: t('field.isActive'),
          width: 120,
          renderCell: ({ isActive }) => <ActiveTag isActive={isActive} />,
        },
      ]}
      panel={
        open.isOpen && (
          <MedicinePanel key={open.panelKey} row={row} onClose={open.close} onReload={open.reload} />
        )
      }
    />
  );
}

type PanelProps = { row: Medicine | null; onClose: () => void; onReload: () => void };

const details = [
  'strength',
  'form',
  'usualDose',
  'usualRoute',
  'usualFrequency',
  'usualDuration',
  'usualInstructions',
] as const;

function MedicinePanel({ row, onClose, onReload }: PanelProps) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const edit = useEditForm({
    edited: { list: 'medicines', row },
    start: {
      name: row?.name ?? '',
      ingredients: row?.ingredients ?? '',
      strength: row?.strength ?? '',
      form: row?.form ?? '',
      usualDose: row?.usualDose ?? '',
      usualRoute: row?.usualRoute ?? '',
      usualFrequency: row?.usualFrequency ?? '',
      usualDuration: row?.usualDuration ?? '',
      usualInstructions: row?.usualInstructions ?? '',
      isActive: row?.isActive ?? true,
    },
    schema: medicineInput,
    toInput: (fields) => fields,
    save: (mark, values) => client.prescribing.saveMedicine.mutate({ edit: mark, values }),
    done: t('saved'),
    onDone: onClose,
  });
  const { form } = edit;
  return (
    <EditPanel
      title={row ? medicineTitle(row) : t('medicines.new')}
      form={edit}
      onClose={onClose}
      onReload={onReload}
    >
      <TextInput
        key={form.key('name')}
        {...form.getInputProps('name')}
        className={panelClasses.wide}
        label={t('field.name')}
        required
        maxLength={160}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        key={form.key('ingredients')}
        {...form.getInputProps('ingredients')}
        className={panelClasses.wide}
        label={t('field.ingredients')}
        description={t('medicines.ingredientsHint')}
        maxLength={300}
        autoComplete="off"
      />
      {details.map((name) => (
        <TextInput
          key={form.key(name)}
          {...form.getInputProps(name)}
          {...(name === 'usualInstructions' && { className: panelClasses.wide })}
          label={t(`field.${name}`)}
          maxLength={name === 'usualInstructions' ? 300 : 60}
          autoComplete="off"
        />
      ))}
      <Switch
        key={form.key('isActive')}
        {...form.getInputProps('isActive', { type: 'checkbox' })}
        className={panelClasses.wide}
        label={t('medicines.canBeChosen')}
      />
    </EditPanel>
  );
}
