// Doctors: where each belongs in the clinic. Who is a doctor at all is decided in the staff list, and those without a place come first.
import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { CsvMenu } from './CsvMenu.tsx';
import { DoctorPanel, type DoctorToEdit } from './DoctorPanel.tsx';
import { useMoney } from './money-text.ts';
import { SetupList } from './SetupList.tsx';
import { ActiveTag, Tag } from './Tag.tsx';
import { useOpenRow } from './use-open-row.ts';

type Listed = {
  id: string;
  fullName: string;
  isActive: boolean;
  departmentName: string;
  roomNumber: string | null;
  specialization: string;
  consultationFeeMinor: number | null;
  toEdit: DoctorToEdit;
};

export function DoctorsSection() {
  const { t } = useTranslation('setup');
  const money = useMoney();
  const rows = useDoctorRows();
  const open = useOpenRow();
  const row = rows?.find(({ id }) => id === open.openId);
  const hire = (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/staff" {...props} />}
      leftSection={<IconUserPlus size={15} aria-hidden />}
    >
      {t('doctors.hire')}
    </Button>
  );
  return (
    <SetupList
      title={t('nav.doctors')}
      hint={t('doctors.hint')}
      rows={rows}
      textOf={({ fullName, departmentName, specialization, roomNumber }) =>
        `${fullName} ${departmentName} ${specialization} ${roomNumber ?? ''}`
      }
      isOff={({ isActive }) => !isActive}
      openId={open.openId}
      onOpen={open.show}
      onNew={null}
      empty={{ text: t('doctors.empty'), action: hire }}
      tools={
        <>
          <CsvMenu list="doctors" />
          {hire}
        </>
      }
      columns={[
        { key: 'name', title: t('field.fullName'), renderCell: ({ fullName }) => fullName },
        {
          key: 'department',
          title: t('field.departmentId'),
          renderCell: (doctor) => <Place doctor={doctor} />,
        },
        { key: 'room', title: t('field.roomId'), renderCell: ({ roomNumber }) => roomNumber },
        {
          key: 'specialization',
          title: t('field.specialization'),
          renderCell: ({ specialization }) => specialization,
        },
        {
          key: 'fee',
          title: t('field.consultationFeeMinor'),
          isFigure: true,
          renderCell: ({ consultationFeeMinor: fee }) => (fee === null ? '' : money.shown(fee)),
        },
        {
          key: 'active',
          title: t('field.isActive'),
          width: 120,
          renderCell: ({ isActive }) => <ActiveTag isActive={isActive} />,
        },
      ]}
      panel={
        row && (
          <DoctorPanel key={open.panelKey} doctor={row.toEdit} onClose={open.close} onReload={open.reload} />
        )
      }
    />
  );
}

function Place({ doctor }: { doctor: Listed }) {
  const { t } = useTranslation('setup');
  if (doctor.toEdit.row) return doctor.departmentName;
  return <Tag tone="wait">{t('doctors.noPlace')}</Tag>;
}

/** Doctors who still need a place first, then the others by name. */
function useDoctorRows(): Listed[] | undefined {
  const trpc = useTRPC();
  const { data: doctors } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  const { data: waiting } = useQuery(trpc.setup.doctors.withoutPlace.queryOptions());
  if (!doctors || !waiting) return undefined;
  const withoutPlace = waiting.map(
    ({ id, fullName }): Listed => ({
      id,
      fullName,
      isActive: true,
      departmentName: '',
      roomNumber: null,
      specialization: '',
      consultationFeeMinor: null,
      toEdit: { id, fullName, row: null },
    }),
  );
  const placed = doctors.map(
    (row): Listed => ({ ...row, toEdit: { id: row.id, fullName: row.fullName, row } }),
  );
  return [...withoutPlace, ...placed];
}
