// Who did what to whom, newest first. The trail holds field names, never what was written in them.
import { Button, Group, Select, Table, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { PatientPicker } from '../patients/PatientPicker.tsx';
import { useClinicMoment } from '../staff/use-clinic-moment.ts';
import { ChangedFields } from './ChangedFields.tsx';
import { knownActions, useDid } from './use-did.ts';
import classes from './Vault.module.css';

const PAGE = 100;

/** `startPatientId`: whose entries are shown first; null for everybody's. */
export function AuditTrail({ startPatientId }: { startPatientId: string | null }) {
  const { t } = useTranslation('vault');
  const trpc = useTRPC();
  const [patientId, setPatientId] = useState(startPatientId);
  const [userId, setUserId] = useState<string | null>(null);
  const [action, setAction] = useState<string | null>(null);
  const did = useDid();
  const { data: people = [] } = useQuery(trpc.staff.list.queryOptions());

  return (
    <div className={classes.audit}>
      <Group align="end">
        <PatientPicker value={patientId} onChange={setPatientId} />
        <Select
          label={t('audit.person')}
          clearable
          searchable
          data={people.map((person) => ({ value: person.userId, label: person.fullName }))}
          value={userId}
          onChange={setUserId}
        />
        <Select
          label={t('audit.action')}
          clearable
          searchable
          data={knownActions.map((known) => ({ value: known, label: did(known) }))}
          value={action}
          onChange={setAction}
        />
      </Group>
      <AuditTable patientId={patientId} userId={userId} action={action} />
    </div>
  );
}

type Filter = { patientId: string | null; userId: string | null; action: string | null };

function AuditTable(filter: Filter) {
  const { t } = useTranslation('vault');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const moment = useClinicMoment();
  const did = useDid();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...trpc.vault.auditLog.queryKey(), filter],
    queryFn: ({ pageParam, signal }) =>
      client.vault.auditLog.query({ ...filter, beforeSeq: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < PAGE ? null : (last.at(-1)?.seq ?? null)),
    staleTime: 0,
  });
  const lines = data?.pages.flat() ?? [];
  return (
    <>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.when')}</Table.Th>
            <Table.Th>{t('audit.person')}</Table.Th>
            <Table.Th>{t('audit.action')}</Table.Th>
            <Table.Th>{t('audit.patient')}</Table.Th>
            <Table.Th>{t('audit.changed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.seq}>
              <Table.Td>{moment(line.atMs)}</Table.Td>
              <Table.Td>{line.userName ?? t('audit.nobody')}</Table.Td>
              <Table.Td title={line.action}>{did(line.action)}</Table.Td>
              <Table.Td>{line.patientName ?? ''}</Table.Td>
              <Table.Td>
                <ChangedFields detail={line.detail} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {data && lines.length === 0 && <Text size="sm">{t('audit.none')}</Text>}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </>
  );
}
