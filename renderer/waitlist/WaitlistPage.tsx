// The waiting list: who would come sooner, urgent first, then longest waiting. One entry beside it; withdrawn ones come back.
import { Button, Checkbox, CloseButton, Select, Table, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { EntryForm } from './EntryForm.tsx';
import { Urgent } from './People.tsx';
import classes from './Waitlist.module.css';
import type { Entry } from './waitlist-shapes.ts';

export function WaitlistPage() {
  const { t } = useTranslation('waitlist');
  const trpc = useTRPC();
  const [closed, setClosed] = useState(false);
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const { data } = useQuery(
    trpc.waitlist.list.queryOptions(
      { closed },
      { placeholderData: keepPreviousData, refetchInterval: 30_000 },
    ),
  );
  const departments = new Map(data?.map((entry) => [entry.departmentId, entry.departmentName]));
  const shown = (data ?? []).filter((entry) => departmentId === null || entry.departmentId === departmentId);
  const entry = shown.find(({ id }) => id === open) ?? null;
  const close = () => setOpen(null);
  usePageHotkeys([
    { keys: 'N', label: t('add'), act: () => setOpen('new') },
    { keys: 'Escape', label: t('close', { ns: 'common' }), act: close, when: open !== null },
  ]);
  return (
    <div className={classes.page}>
      <PageBar>
        <Select
          aria-label={t('filter')}
          placeholder={t('allDepartments')}
          clearable
          w={220}
          data={[...departments].map(([value, label]) => ({ value, label }))}
          value={departmentId}
          onChange={setDepartmentId}
        />
        <Checkbox
          size="xs"
          label={t('closed')}
          checked={closed}
          onChange={(event) => setClosed(event.currentTarget.checked)}
        />
        <Button
          ms="auto"
          leftSection={<IconPlus size={15} aria-hidden />}
          rightSection={<KeyHint>N</KeyHint>}
          onClick={() => setOpen('new')}
        >
          {t('add')}
        </Button>
      </PageBar>
      <div className={classes.main}>
        <Title order={1} className={classes.title}>
          {t('title')}
        </Title>
        <p className={classes.hint}>{t('hint')}</p>
        {data && shown.length === 0 && <p className={classes.empty}>{t(closed ? 'emptyClosed' : 'empty')}</p>}
        {shown.length > 0 && <Entries entries={shown} openId={open} onOpen={setOpen} />}
      </div>
      {(open === 'new' || entry) && (
        <aside className={classes.panel} aria-label={t(entry ? 'editTitle' : 'addTitle')}>
          <div className={classes.panelHead}>
            <Title order={2}>{t(entry ? 'editTitle' : 'addTitle')}</Title>
            <CloseButton aria-label={t('close', { ns: 'common' })} onClick={close} />
          </div>
          {entry && entry.status !== 'waiting' ? (
            <p className={classes.hint}>{t(`status.${entry.status}`)}</p>
          ) : (
            <EntryForm key={entry?.id ?? 'new'} entry={entry} onDone={close} />
          )}
          {entry && entry.status !== 'booked' && <Withdraw entry={entry} onDone={close} />}
        </aside>
      )}
    </div>
  );
}

type EntriesProps = { entries: Entry[]; openId: string | null; onOpen: (id: string) => void };

function Entries({ entries, openId, onOpen }: EntriesProps) {
  const { t } = useTranslation('waitlist');
  const { clinic } = useDesk();
  const today = wallClock(Date.now(), clinic.timeZone).date;
  const since = (entry: Entry) => wallClock(entry.createdAtMs, clinic.timeZone).date;
  return (
    <Table.ScrollContainer minWidth={820} className={classes.rows}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('patient')}</Table.Th>
            <Table.Th>{t('phone')}</Table.Th>
            <Table.Th>{t('doctor')}</Table.Th>
            <Table.Th>{t('when')}</Table.Th>
            <Table.Th>{t('reason')}</Table.Th>
            <Table.Th>{t('has')}</Table.Th>
            <Table.Th>{t('waits')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id} aria-selected={entry.id === openId} onClick={() => onOpen(entry.id)}>
              <Table.Td>
                <button type="button" className={classes.name} onClick={() => onOpen(entry.id)}>
                  {entry.patientName}
                </button>{' '}
                {entry.isUrgent && <Urgent />}
                <div className={classes.dim}>{entry.recordNumber}</div>
              </Table.Td>
              <Table.Td className={classes.figures}>{entry.phone ?? t('noPhone')}</Table.Td>
              <Table.Td>
                {entry.doctorName ?? t('anyDoctor')}
                <div className={classes.dim}>{entry.departmentName}</div>
              </Table.Td>
              <Table.Td>
                {t(`partOfDay.${entry.partOfDay}`)}
                <Window entry={entry} isOver={entry.toDate !== null && entry.toDate < today} />
              </Table.Td>
              <Table.Td>{entry.reason}</Table.Td>
              <Table.Td className={classes.figures}>
                {entry.status !== 'waiting'
                  ? t(`status.${entry.status}`)
                  : entry.ownVisit && `${shortDay(entry.ownVisit.date)} ${entry.ownVisit.time}`}
              </Table.Td>
              <Table.Td className={classes.figures}>
                {t('days', { count: Math.max(0, daysBetween(since(entry), today)) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Window({ entry: { fromDate, toDate }, isOver }: { entry: Entry; isOver: boolean }) {
  const { t } = useTranslation('waitlist');
  if (fromDate === null && toDate === null) return null;
  const text =
    fromDate !== null && toDate !== null
      ? `${shortDay(fromDate)} – ${shortDay(toDate)}`
      : fromDate !== null
        ? t('onlyFrom', { date: shortDay(fromDate) })
        : t('onlyUntil', { date: shortDay(toDate ?? '') });
  return (
    <div className={classes.dim}>
      {text} {isOver && `· ${t('over')}`}
    </div>
  );
}

function Withdraw({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const { t } = useTranslation('waitlist');
  const trpc = useTRPC();
  const client = useTRPCClient().waitlist;
  const queries = useQueryClient();
  // Not a useMutation: the undo outlives the panel.
  const turn = async (edit: { id: string; updatedAtMs: number }, isWithdrawn: boolean): Promise<void> => {
    try {
      const now = await client.withdraw.mutate({
        edit: { id: edit.id, updatedAtMs: edit.updatedAtMs },
        isWithdrawn,
      });
      await queries.invalidateQueries(trpc.waitlist.pathFilter());
      const undo = () => void turn(now, !isWithdrawn);
      notifyDone(t(isWithdrawn ? 'done.withdrawn' : 'done.back', { name: entry.patientName }), { undo });
    } catch (error) {
      showFailure(error);
    }
  };
  const isWithdrawn = entry.status === 'withdrawn';
  return (
    <Button
      mt="md"
      size="compact-sm"
      variant="subtle"
      color={isWithdrawn ? 'teal' : 'red'}
      onClick={() => {
        onDone();
        void turn(entry, !isWithdrawn);
      }}
    >
      {t(isWithdrawn ? 'bringBack' : 'withdraw')}
    </Button>
  );
}
