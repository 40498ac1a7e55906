// Rooms: the list, and one beside it.
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Room } from '../../domain/clinic-setup.ts';
import { roomInput } from '../../domain/clinic-setup-input.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { Choice } from './Choice.tsx';
import { CsvMenu } from './CsvMenu.tsx';
import { EditPanel } from './EditPanel.tsx';
import panelClasses from './EditPanel.module.css';
import { SetupList } from './SetupList.tsx';
import { ActiveTag } from './Tag.tsx';
import { SwitchOff } from './SwitchOff.tsx';
import { useDepartments } from './use-departments.ts';
import { useEditForm } from './use-edit-form.ts';
import { useOpenRow } from './use-open-row.ts';

export function RoomsSection() {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const { data: rows } = useQuery(trpc.setup.departments.rooms.queryOptions());
  const { data: doctors } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  const departments = useDepartments();
  const open = useOpenRow();
  const row = rows?.find(({ id }) => id === open.openId) ?? null;
  const doctorIn = (roomId: string) => doctors?.find((doctor) => doctor.roomId === roomId)?.fullName ?? '';
  return (
    <SetupList
      title={t('nav.rooms')}
      hint={t('rooms.hint')}
      rows={rows}
      textOf={({ id, roomNumber, departmentId }) =>
        `${roomNumber} ${departments.nameOf(departmentId)} ${doctorIn(id)}`
      }
      isOff={({ isActive }) => !isActive}
      openId={open.openId}
      onOpen={open.show}
      onNew={open.showNew}
      newLabel={t('rooms.new')}
      empty={{ text: t('rooms.empty') }}
      tools={<CsvMenu list="rooms" />}
      columns={[
        { key: 'number', title: t('field.roomNumber'), renderCell: ({ roomNumber }) => roomNumber },
        { key: 'floor', title: t('field.floor'), renderCell: ({ floor }) => floor },
        {
          key: 'department',
          title: t('field.departmentId'),
          renderCell: ({ departmentId }) => departments.nameOf(departmentId),
        },
        { key: 'doctor', title: t('rooms.doctor'), renderCell: ({ id }) => doctorIn(id) },
        {
          key: 'active',
          title: t('field.isActive'),
          width: 120,
          renderCell: ({ isActive }) => <ActiveTag isActive={isActive} />,
        },
      ]}
      panel={
        open.isOpen && <RoomPanel key={open.panelKey} row={row} onClose={open.close} onReload={open.reload} />
      }
    />
  );
}

type PanelProps = { row: Room | null; onClose: () => void; onReload: () => void };

function RoomPanel({ row, onClose, onReload }: PanelProps) {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  const departments = useDepartments();
  const edit = useEditForm({
    edited: { list: 'rooms', row },
    start: {
      roomNumber: row?.roomNumber ?? '',
      floor: row?.floor ?? '',
      departmentId: row?.departmentId ?? null,
    },
    schema: roomInput,
    toInput: (fields) => ({ ...fields, isActive: row?.isActive ?? true }),
    save: (mark, values) => client.setup.departments.saveRoom.mutate({ edit: mark, values }),
    done: t('saved'),
    onDone: onClose,
  });
  const { form } = edit;
  return (
    <EditPanel
      title={row ? t('rooms.title', { number: row.roomNumber }) : t('rooms.new')}
      form={edit}
      onClose={onClose}
      onReload={onReload}
      after={row && <SwitchOff kind="room" row={row} name={row.roomNumber} onDone={onClose} />}
    >
      <TextInput
        key={form.key('roomNumber')}
        {...form.getInputProps('roomNumber')}
        label={t('field.roomNumber')}
        required
        maxLength={30}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        key={form.key('floor')}
        {...form.getInputProps('floor')}
        label={t('field.floor')}
        maxLength={30}
        autoComplete="off"
      />
      <Choice
        key={form.key('departmentId')}
        {...form.getInputProps('departmentId')}
        className={panelClasses.wide}
        label={t('field.departmentId')}
        description={t('rooms.departmentHint')}
        placeholder={t('rooms.anyDepartment')}
        clearable
        data={departments.choices(row?.departmentId)}
      />
    </EditPanel>
  );
}
