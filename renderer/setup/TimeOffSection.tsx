// Time off: leave, breaks and holidays that are still ahead, and one beside the list. Withdrawn entries stay visible and come back.
import { Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeOff } from '../../domain/clinic-setup.ts';
import { useTRPC } from '../app/trpc.ts';
import { CsvMenu } from './CsvMenu.tsx';
import { SetupList } from './SetupList.tsx';
import { Tag } from './Tag.tsx';
import { spanText } from './span-text.ts';
import { TimeOffPanel } from './TimeOffPanel.tsx';
import { useOpenRow } from './use-open-row.ts';

export function TimeOffSection() {
  const { t, i18n } = useTranslation('setup');
  const trpc = useTRPC();
  const [past, setPast] = useState(false);
  const { data: rows } = useQuery(
    trpc.setup.timeOff.list.queryOptions({ past }, { placeholderData: keepPreviousData }),
  );
  const whoOf = useWho();
  const open = useOpenRow();
  const row = rows?.find(({ id }) => id === open.openId) ?? null;
  return (
    <SetupList
      title={t('nav.time-off')}
      hint={t('timeOff.hint')}
      rows={rows}
      textOf={(entry) => `${whoOf(entry)} ${t(`timeOff.kind.${entry.kind}`)} ${entry.reason}`}
      isOff={({ archivedAtMs }) => archivedAtMs !== null}
      openId={open.openId}
      onOpen={open.show}
      onNew={open.showNew}
      newLabel={t('timeOff.new')}
      empty={{ text: t('timeOff.empty') }}
      tools={<CsvMenu list="timeOff" />}
      filters={
        <>
          <Checkbox
            size="xs"
            label={t('timeOff.past')}
            checked={past}
            onChange={(event) => setPast(event.currentTarget.checked)}
          />
          <Link to="/leave">{t('timeOff.wizard')}</Link>
          <Link to="/leave/holidays">{t('timeOff.holidays')}</Link>
        </>
      }
      columns={[
        { key: 'days', title: t('timeOff.days'), renderCell: (entry) => spanText(entry, i18n.language) },
        { key: 'who', title: t('timeOff.who'), renderCell: whoOf },
        { key: 'kind', title: t('field.kind'), renderCell: (entry) => <Kind entry={entry} /> },
        { key: 'reason', title: t('field.reason'), renderCell: ({ reason }) => reason },
      ]}
      panel={
        open.isOpen && (
          <TimeOffPanel key={open.panelKey} row={row} onClose={open.close} onReload={open.reload} />
        )
      }
    />
  );
}

function Kind({ entry }: { entry: TimeOff }) {
  const { t } = useTranslation('setup');
  if (entry.archivedAtMs === null) return t(`timeOff.kind.${entry.kind}`);
  return (
    <>
      {t(`timeOff.kind.${entry.kind}`)} <Tag tone="off">{t('timeOff.withdrawn')}</Tag>
    </>
  );
}

/** Whom or what an entry is about, in words. */
function useWho(): (entry: Pick<TimeOff, 'scope' | 'doctorId' | 'roomId'>) => string {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const { data: doctors = [] } = useQuery(trpc.setup.doctors.doctors.queryOptions());
  const { data: rooms = [] } = useQuery(trpc.setup.departments.rooms.queryOptions());
  return ({ scope, doctorId, roomId }) => {
    if (scope === 'doctor') return doctors.find(({ id }) => id === doctorId)?.fullName ?? '';
    if (scope === 'clinic') return t('timeOff.scope.clinic');
    return t('rooms.title', { number: rooms.find(({ id }) => id === roomId)?.roomNumber ?? '' });
  };
}
