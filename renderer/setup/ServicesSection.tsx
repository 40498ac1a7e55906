// Services: the list, and one beside it.
import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Service } from '../../domain/clinic-setup.ts';
import { serviceInput } from '../../domain/clinic-setup-input.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { Choice } from './Choice.tsx';
import { CsvMenu } from './CsvMenu.tsx';
import { EditPanel } from './EditPanel.tsx';
import panelClasses from './EditPanel.module.css';
import { MoneyInput } from './MoneyInput.tsx';
import { useMoney } from './money-text.ts';
import { SetupList } from './SetupList.tsx';
import { ActiveTag } from './Tag.tsx';
import { SwitchOff } from './SwitchOff.tsx';
import { useDepartments } from './use-departments.ts';
import { useEditForm } from './use-edit-form.ts';
import { useOpenRow } from './use-open-row.ts';

export function ServicesSection() {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const money = useMoney();
  const { data: rows } = useQuery(trpc.setup.departments.services.queryOptions());
  const departments = useDepartments();
  const open = useOpenRow();
  const row = rows?.find(({ id }) => id === open.openId) ?? null;
  return (
    <SetupList
      title={t('nav.services')}
      hint={t('services.hint')}
      rows={rows}
      textOf={({ name, departmentId, description }) =>
        `${name} ${departments.nameOf(departmentId)} ${description}`
      }
      isOff={({ isActive }) => !isActive}
      openId={open.openId}
      onOpen={open.show}
      onNew={open.showNew}
      newLabel={t('services.new')}
      empty={{ text: t('services.empty') }}
      tools={<CsvMenu list="services" />}
      columns={[
        { key: 'name', title: t('field.name'), renderCell: ({ name }) => name },
        {
          key: 'department',
          title: t('field.departmentId'),
          renderCell: ({ departmentId }) => departments.nameOf(departmentId),
        },
        {
          key: 'price',
          title: t('field.priceMinor'),
          isFigure: true,
          renderCell: ({ priceMinor }) => money.shown(priceMinor),
        },
        {
          key: 'active',
          title: t('field.isActive'),
          width: 120,
          renderCell: ({ isActive }) => <ActiveTag isActive={isActive} />,
        },
      ]}
      panel={
        open.isOpen && (
          <ServicePanel key={open.panelKey} row={row} onClose={open.close} onReload={open.reload} />
        )
      }
    />
  );
}

type PanelProps = { row: Service | null; onClose: () => void; onReload: () => void };

function ServicePanel({ row, onClose, onReload }: PanelProps) {
  const { t } = useTranslation('setup');
  const money = useMoney();
  const client = useTRPCClient();
  const departments = useDepartments();
  const edit = useEditForm({
    edited: { list: 'services', row },
    start: {
      departmentId: row?.departmentId ?? null,
      name: row?.name ?? '',
      priceMinor: row ? money.typed(row.priceMinor) : '',
      description: row?.description ?? '',
    },
    schema: serviceInput,
    toInput: (fields) => ({
      ...fields,
      priceMinor: money.read(fields.priceMinor),
      isActive: row?.isActive ?? true,
    }),
    save: (mark, values) => client.setup.departments.saveService.mutate({ edit: mark, values }),
    done: t('saved'),
    onDone: onClose,
  });
  const { form } = edit;
  return (
    <EditPanel
      title={row?.name ?? t('services.new')}
      form={edit}
      onClose={onClose}
      onReload={onReload}
      after={row && <SwitchOff kind="service" row={row} name={row.name} onDone={onClose} />}
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
      <Choice
        key={form.key('departmentId')}
        {...form.getInputProps('departmentId')}
        label={t('field.departmentId')}
        required
        data={departments.choices(row?.departmentId)}
      />
      <MoneyInput
        key={form.key('priceMinor')}
        {...form.getInputProps('priceMinor')}
        label={t('field.priceMinor')}
      />
      <Textarea
        key={form.key('description')}
        {...form.getInputProps('description')}
        className={panelClasses.wide}
        label={t('field.description')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
      />
    </EditPanel>
  );
}
