// A patient's visits: what is coming up and what has been, with who, where, why and how it ended. J and K walk through them; Enter shows
// one at the front desk on its day. What a doctor wrote opens for those who read records.
import { SegmentedControl, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import classes from './PatientVisits.module.css';
import { dayText } from './patient-facts.ts';
import { VisitState } from './VisitState.tsx';
import { countVisits, listVisits, type Visit, type VisitFilter, visitFilters } from './visit-list.ts';

type PatientVisitsProps = { visits: Visit[]; today: string; hasMore: boolean };

export function PatientVisits({ visits, today, hasMore }: PatientVisitsProps) {
  const { t } = useTranslation('patients');
  const [filter, setFilter] = useState<VisitFilter>('all');
  const { ahead, past } = listVisits(visits, filter, today);
  const walk = useWalk();
  return (
    <div className={classes.visits} ref={walk.ref} onKeyDown={walk.onKeyDown}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('page.visits')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('page.which')}
          value={filter}
          onChange={setFilter}
          transitionDuration={0}
          data={visitFilters.map((value) => ({
            value,
            label: t(`filter.${value}`, { count: countVisits(visits, value, today) }),
          }))}
        />
        <span className={classes.keys}>{t('page.keys')}</span>
      </div>
      {filter === 'all' || filter === 'ahead' ? (
        <VisitTable title={t('page.upcoming')} visits={ahead} none={t('page.noneUpcoming')} />
      ) : null}
      {filter !== 'ahead' && (
        <VisitTable
          title={t('page.past')}
          visits={past}
          none={t(filter === 'all' ? 'page.nonePast' : 'page.noneSuch')}
        />
      )}
      {hasMore && <p className={classes.none}>{t('page.moreVisits', { count: visits.length })}</p>}
    </div>
  );
}

/** J, K and the arrows go from visit to visit; the visit that has the keyboard is the one Enter opens. */
function useWalk() {
  const { t } = useTranslation('patients');
  const ref = useRef<HTMLDivElement>(null);
  const step = (by: 1 | -1) => {
    const visits = [...(ref.current?.querySelectorAll<HTMLElement>('[data-visit-link]') ?? [])];
    const at = visits.findIndex((visit) => visit === document.activeElement);
    const next = visits[at === -1 ? (by === 1 ? 0 : visits.length - 1) : at + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  usePageHotkeys([
    { keys: 'J', label: t('page.nextVisit'), act: () => step(1) },
    { keys: 'K', label: t('page.visitBefore'), act: () => step(-1) },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnVisit = event.target instanceof HTMLElement && event.target.matches('[data-visit-link]');
    if (!isOnVisit || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  };
  return { ref, onKeyDown };
}

function VisitTable({ title, visits, none }: { title: string; visits: Visit[]; none: string }) {
  const { t } = useTranslation('patients');
  const maySeeRecords = useMay('record.read');
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.subtitle}>{title}</h3>
      {visits.length === 0 ? (
        <p className={classes.none}>{none}</p>
      ) : (
        <Table.ScrollContainer minWidth={620}>
          <Table className={classes.table} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('page.when')}</Table.Th>
                <Table.Th>{t('page.doctor')}</Table.Th>
                <Table.Th>{t('page.reason')}</Table.Th>
                <Table.Th>{t('page.room')}</Table.Th>
                <Table.Th>{t('page.status')}</Table.Th>
                {maySeeRecords && <Table.Th>{t('page.record')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {visits.map((visit) => (
                <VisitRow key={visit.id} visit={visit} maySeeRecords={maySeeRecords} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

function VisitRow({ visit, maySeeRecords }: { visit: Visit; maySeeRecords: boolean }) {
  const { t } = useTranslation('patients');
  return (
    <Table.Tr data-cancelled={visit.state === 'cancelled' || undefined}>
      <Table.Td className={classes.when}>
        <Link
          to="/"
          search={{ date: visit.appointmentDate, visit: visit.id }}
          className={classes.whenLink}
          data-visit-link
          title={t('page.atFrontDesk')}
        >
          {dayText(visit.appointmentDate)} <span className={classes.time}>{visit.appointmentTime}</span>
        </Link>
      </Table.Td>
      <Table.Td>
        {visit.doctorName}
        <div className={classes.dim}>{visit.departmentName}</div>
      </Table.Td>
      <Table.Td>
        {visit.reason}
        {[visit.serviceName, visit.cancellationReason]
          .filter((line) => line !== null && line !== '')
          .map((line) => (
            <div key={line} className={classes.dim}>
              {line}
            </div>
          ))}
      </Table.Td>
      <Table.Td>{visit.roomNumber}</Table.Td>
      <Table.Td>
        <VisitState visit={visit} />
      </Table.Td>
      {maySeeRecords && (
        <Table.Td>
          {visit.state !== 'cancelled' && visit.state !== 'no_show' && (
            <Link
              className={classes.open}
              to="/consultations/$appointmentId"
              params={{ appointmentId: visit.id }}
            >
              {t(visit.signedAtMs === null ? 'page.openVisit' : 'page.signed')}
            </Link>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  );
}
