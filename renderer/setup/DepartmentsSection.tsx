// Departments: the list, and one beside it.
import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Department } from '../../domain/clinic-setup.ts';
import { departmentInput } from '../../domain/clinic-setup-input.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { CsvMenu } from './CsvMenu.tsx';
import { DepartmentIcon } from './DepartmentIcon.tsx';
import { EditPanel } from './EditPanel.tsx';
import panelClasses from './EditPanel.module.css';
import { IconPicker } from './IconPicker.tsx';
import { MoneyInput } from './MoneyInput.tsx';
import { useMoney } from './money-text.ts';
import { SetupList } from './SetupList.tsx';
import { ActiveTag } from './Tag.tsx';
import { SwitchOff } from './SwitchOff.tsx';
import { useEditForm } from './use-edit-form.ts';
import { useOpenRow } from './use-open-row.ts';

export function DepartmentsSection() {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const money = useMoney();
  const { data: rows } = useQuery(trpc.setup.departments.departments.queryOptions());
  const { data: services } = useQuery(trpc.setup.departments.services.queryOptions());
  const { data: doctors } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  const open = useOpenRow();
  const row = rows?.find(({ id }) => id === open.openId) ?? null;
  const countIn = (list: readonly { departmentId: string; isActive: boolean }[] | undefined, id: string) =>
    list?.filter((one) => one.departmentId === id && one.isActive).length ?? 0;
  return (
    <SetupList
      title={t('nav.departments')}
      hint={t('departments.hint')}
      rows={rows}
      textOf={({ name, description }) => `${name} ${description}`}
      isOff={({ isActive }) => !isActive}
      openId={open.openId}
      onOpen={open.show}
      onNew={open.showNew}
      newLabel={t('departments.new')}
      empty={{ text: t('departments.empty') }}
      tools={<CsvMenu list="departments" />}
      columns={[
        {
          key: 'name',
          title: t('field.name'),
          renderCell: ({ icon, name }) => (
            <>
              <DepartmentIcon name={icon} />
              {name}
            </>
          ),
        },
        {
          key: 'doctors',
          title: t('nav.doctors'),
          isFigure: true,
          renderCell: ({ id }) => countIn(doctors, id),
        },
        {
          key: 'services',
          title: t('nav.services'),
          isFigure: true,
          renderCell: ({ id }) => countIn(services, id),
        },
        {
          key: 'fee',
          title: t('field.examinationFeeMinor'),
          isFigure: true,
          renderCell: ({ examinationFeeMinor }) => money.shown(examinationFeeMinor),
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
          <DepartmentPanel key={open.panelKey} row={row} onClose={open.close} onReload={open.reload} />
        )
      }
    />
  );
}

type PanelProps = { row: Department | null; onClose: () => void; onReload: () => void };

function DepartmentPanel({ row, onClose, onReload }: PanelProps) {
  const { t } = useTranslation('setup');
  const money = useMoney();
  const client = useTRPCClient();
  const edit = useEditForm({
    edited: { list: 'departments', row },
    start: {
      name: row?.name ?? '',
      icon: row?.icon ?? 'stethoscope',
      description: row?.description ?? '',
      examinationFeeMinor: row ? money.typed(row.examinationFeeMinor) : '',
    },
    schema: departmentInput,
    toInput: (fields) => ({
      ...fields,
      examinationFeeMinor: money.read(fields.examinationFeeMinor),
      isActive: row?.isActive ?? true,
    }),
    save: (mark, values) => client.setup.departments.saveDepartment.mutate({ edit: mark, values }),
    done: t('saved'),
    onDone: onClose,
  });
  const { form } = edit;
  return (
    <EditPanel
      title={row?.name ?? t('departments.new')}
      form={edit}
      onClose={onClose}
      onReload={onReload}
      after={row && <SwitchOff kind="department" row={row} name={row.name} onDone={onClose} />}
    >
      <TextInput
        key={form.key('name')}
        {...form.getInputProps('name')}
        className={panelClasses.wide}
        label={t('field.name')}
        required
        maxLength={120}
        autoComplete="off"
        data-autofocus
      />
      <MoneyInput
        key={form.key('examinationFeeMinor')}
        {...form.getInputProps('examinationFeeMinor')}
        className={panelClasses.wide}
        label={t('field.examinationFeeMinor')}
        description={t('departments.feeHint')}
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
      <IconPicker
        label={t('field.icon')}
        defaultValue={form.getValues().icon}
        onChange={(icon) => form.setFieldValue('icon', icon)}
      />
    </EditPanel>
  );
}
