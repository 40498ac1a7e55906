// The staff: who may come in, as what, and since when nobody has seen them. Everything about one person is in the panel beside.
import { Badge, Button, Group, Table, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../domain/folded-text.ts';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { HirePanel } from './HirePanel.tsx';
import { MemberPanel } from './MemberPanel.tsx';
import classes from './Staff.module.css';
import type { Member } from './member.ts';
import { useClinicMoment } from './use-clinic-moment.ts';

type Panel = { kind: 'hire' } | { kind: 'member'; userId: string } | null;

export function StaffPage() {
  const { t } = useTranslation(['staff', 'common']);
  const trpc = useTRPC();
  const [panel, setPanel] = useState<Panel>(null);
  const [filter, setFilter] = useState('');
  const { data: people } = useQuery(trpc.staff.list.queryOptions());
  const folded = foldText(filter);
  const shown = people?.filter(({ fullName, email }) => foldText(`${fullName} ${email}`).includes(folded));
  const chosen = panel?.kind === 'member' ? people?.find(({ userId }) => userId === panel.userId) : undefined;
  return (
    <div className={classes.page}>
      <PageBar>
        <Title order={1} fz="md">
          {t('common:nav.staff')}
        </Title>
        <TextInput
          leftSection={<IconSearch size={15} />}
          aria-label={t('find')}
          placeholder={t('find')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Button leftSection={<IconPlus size={16} />} onClick={() => setPanel({ kind: 'hire' })}>
          {t('hire.open')}
        </Button>
      </PageBar>
      <div className={classes.list}>
        {shown && (
          <StaffTable
            people={shown}
            chosenId={chosen?.userId}
            choose={(userId) => setPanel({ kind: 'member', userId })}
          />
        )}
      </div>
      {panel?.kind === 'hire' && <HirePanel close={() => setPanel(null)} />}
      {chosen && <MemberPanel key={chosen.userId} member={chosen} close={() => setPanel(null)} />}
    </div>
  );
}

type TableProps = { people: Member[]; chosenId: string | undefined; choose: (userId: string) => void };

function StaffTable({ people, chosenId, choose }: TableProps) {
  const { t } = useTranslation(['staff', 'common']);
  const moment = useClinicMoment();
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.name')}</Table.Th>
          <Table.Th>{t('column.role')}</Table.Th>
          <Table.Th>{t('column.email')}</Table.Th>
          <Table.Th>{t('column.phone')}</Table.Th>
          <Table.Th>{t('column.lastSeen')}</Table.Th>
          <Table.Th>{t('column.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((member) => (
          <Table.Tr
            key={member.userId}
            className={classes.row}
            data-chosen={member.userId === chosenId || undefined}
            data-inactive={!member.isActive || undefined}
            onClick={() => choose(member.userId)}
          >
            <Table.Td>
              <button type="button" className={classes.name} onClick={() => choose(member.userId)}>
                {member.fullName}
              </button>
            </Table.Td>
            <Table.Td>{t(`common:role.${member.role}`)}</Table.Td>
            <Table.Td>{member.email}</Table.Td>
            <Table.Td>{member.mobileNumber ?? '–'}</Table.Td>
            <Table.Td>{member.lastSignInAtMs ? moment(member.lastSignInAtMs) : t('never')}</Table.Td>
            <Table.Td>
              <Group gap={6}>
                {member.isHereNow && (
                  <Badge variant="light" color="teal" c="var(--mantine-color-text)">
                    {t('hereNow')}
                  </Badge>
                )}
                {!member.isActive && (
                  <Badge variant="light" color="gray" c="var(--mantine-color-text)">
                    {t('inactive')}
                  </Badge>
                )}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
