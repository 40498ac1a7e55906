// One doctor's place in the clinic: department, room, title, licence, fee. The name and the sign-in are the staff list's.
import { Anchor, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Doctor } from '../../domain/clinic-setup.ts';
import { doctorInput } from '../../domain/clinic-setup-input.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { Choice } from './Choice.tsx';
import { EditPanel } from './EditPanel.tsx';
import panelClasses from './EditPanel.module.css';
import { MoneyInput } from './MoneyInput.tsx';
import { useMoney } from './money-text.ts';
import { useDepartments } from './use-departments.ts';
import { useEditForm } from './use-edit-form.ts';

/** `row` is null while the doctor has no place yet. */
export type DoctorToEdit = { id: string; fullName: string; row: Doctor | null };
type DoctorPanelProps = { doctor: DoctorToEdit; onClose: () => void; onReload: () => void };

export function DoctorPanel({ doctor: { id, fullName, row }, onClose, onReload }: DoctorPanelProps) {
  const { t } = useTranslation('setup');
  const money = useMoney();
  const client = useTRPCClient();
  const departments = useDepartments();
  const rooms = useFreeRooms(id);
  const edit = useEditForm({
    edited: { list: 'doctors', row: { id, updatedAtMs: row?.updatedAtMs ?? null } },
    start: {
      departmentId: row?.departmentId ?? null,
      roomId: row?.roomId ?? null,
      title: row?.title ?? '',
      specialization: row?.specialization ?? '',
      licenseNumber: row?.licenseNumber ?? '',
      experienceYears: String(row?.experienceYears ?? ''),
      consultationFeeMinor: row ? money.typed(row.consultationFeeMinor) : '',
      bio: row?.bio ?? '',
    },
    schema: doctorInput,
    toInput: (fields) => ({
      ...fields,
      experienceYears: /^\d*$/.test(fields.experienceYears.trim()) ? Number(fields.experienceYears) : -1,
      consultationFeeMinor: money.read(fields.consultationFeeMinor),
    }),
    save: ({ updatedAtMs }, values) =>
      client.setup.doctors.saveDoctor.mutate({ edit: { id, updatedAtMs }, values }),
    done: t('saved'),
    onDone: onClose,
  });
  const { form } = edit;
  const field = (name: Parameters<typeof form.getInputProps>[0]) => ({
    key: form.key(name),
    label: t(`field.${name as 'title'}`),
    ...form.getInputProps(name),
  });
  const { key: departmentKey, ...department } = field('departmentId');
  const { key: roomKey, ...room } = field('roomId');
  const { key: titleKey, ...title } = field('title');
  const { key: specializationKey, ...specialization } = field('specialization');
  const { key: licenseKey, ...license } = field('licenseNumber');
  const { key: yearsKey, ...years } = field('experienceYears');
  const { key: feeKey, ...fee } = field('consultationFeeMinor');
  const { key: bioKey, ...bio } = field('bio');
  return (
    <EditPanel title={fullName} form={edit} onClose={onClose} onReload={onReload} after={<SignInHint />}>
      <Choice
        key={departmentKey}
        {...department}
        required
        data={departments.choices(row?.departmentId)}
        data-autofocus
      />
      <Choice key={roomKey} {...room} placeholder={t('doctors.noRoom')} clearable data={rooms} />
      <TextInput
        key={titleKey}
        {...title}
        maxLength={60}
        placeholder={t('doctors.titleHint')}
        autoComplete="off"
      />
      <TextInput key={specializationKey} {...specialization} maxLength={160} autoComplete="off" />
      <TextInput key={licenseKey} {...license} maxLength={60} autoComplete="off" />
      <TextInput key={yearsKey} {...years} inputMode="numeric" maxLength={2} autoComplete="off" />
      <MoneyInput key={feeKey} {...fee} className={panelClasses.wide} description={t('doctors.feeHint')} />
      <Textarea
        key={bioKey}
        {...bio}
        className={panelClasses.wide}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={4000}
      />
    </EditPanel>
  );
}

function SignInHint() {
  const { t } = useTranslation('setup');
  return (
    <Text size="sm" c="dimmed">
      {t('doctors.signInHint')}{' '}
      <Anchor size="sm" underline="always" renderRoot={(props) => <Link to="/staff" {...props} />}>
        {t('doctors.toStaff')}
      </Anchor>
    </Text>
  );
}

/** Active rooms; one that belongs to another doctor is shown with the name and cannot be chosen. */
function useFreeRooms(doctorId: string) {
  const trpc = useTRPC();
  const { data: rooms = [] } = useQuery(trpc.setup.departments.rooms.queryOptions());
  const { data: doctors = [] } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  return rooms
    .map((room) => ({ room, holder: doctors.find((doctor) => doctor.roomId === room.id) }))
    .filter(({ room, holder }) => room.isActive || holder?.id === doctorId)
    .map(({ room, holder }) => ({
      value: room.id,
      label: holder && holder.id !== doctorId ? `${room.roomNumber} · ${holder.fullName}` : room.roomNumber,
      disabled: holder !== undefined && holder.id !== doctorId,
    }));
}
