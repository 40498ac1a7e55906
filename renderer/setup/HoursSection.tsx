// Working hours: every active doctor with the week in one line, and one week beside the list.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { CsvMenu } from './CsvMenu.tsx';
import { SetupList } from './SetupList.tsx';
import { useOpenRow } from './use-open-row.ts';
import classes from './WeekPanel.module.css';
import { WeekPanel } from './WeekPanel.tsx';
import { weekParts } from './week-text.ts';

export function HoursSection() {
  const { t, i18n } = useTranslation('setup');
  const trpc = useTRPC();
  const { data: doctors } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  const { data: hours } = useQuery(trpc.setup.doctors.hours.queryOptions());
  const open = useOpenRow();
  const byDoctor = hours && Map.groupBy(hours, ({ doctorId }) => doctorId);
  const rows = byDoctor && doctors?.filter(({ isActive }) => isActive);
  const row = rows?.find(({ id }) => id === open.openId);
  const weekOf = (id: string) => byDoctor?.get(id) ?? [];
  return (
    <SetupList
      title={t('nav.hours')}
      hint={t('hours.hint')}
      rows={rows}
      textOf={({ fullName, departmentName }) => `${fullName} ${departmentName}`}
      openId={open.openId}
      onOpen={open.show}
      onNew={null}
      empty={{ text: t('hours.empty') }}
      tools={<CsvMenu list="workingHours" />}
      columns={[
        { key: 'name', title: t('field.fullName'), renderCell: ({ fullName }) => fullName, width: '24%' },
        {
          key: 'department',
          title: t('field.departmentId'),
          renderCell: ({ departmentName }) => departmentName,
          width: '20%',
        },
        {
          key: 'week',
          title: t('hours.week'),
          renderCell: ({ id }) => <Week parts={weekParts(weekOf(id), i18n.language)} />,
        },
      ]}
      panel={
        row && (
          <WeekPanel
            key={open.panelKey}
            doctor={row}
            week={weekOf(row.id)}
            onClose={open.close}
            onReload={open.reload}
          />
        )
      }
    />
  );
}

/** A run of days is never broken in the middle. */
function Week({ parts }: { parts: string[] }) {
  const { t } = useTranslation('setup');
  if (parts.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {t('hours.none')}
      </Text>
    );
  }
  return (
    <span className={classes.parts}>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  );
}
