// A patient's visits: what is coming up and what has been, with who, where and why. A visit opens for those who read records.
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import classes from './PatientVisits.module.css';
import { dayText } from './patient-facts.ts';

export type Visit = {
  id: string;
  appointmentDate: string;
  appointmentTime: string;
  status: 'booked' | 'confirmed' | 'completed' | 'cancelled';
  isNoShow: boolean;
  reason: string;
  doctorName: string;
  departmentName: string;
  roomNumber: string | null;
  serviceName: string | null;
};

export function PatientVisits({ visits, today }: { visits: Visit[]; today: string }) {
  const { t } = useTranslation('patients');
  const isAhead = (visit: Visit) =>
    visit.appointmentDate >= today &&
    (visit.status === 'booked' || visit.status === 'confirmed') &&
    !visit.isNoShow;
  const upcoming = visits.filter(isAhead).toReversed();
  const past = visits.filter((visit) => !isAhead(visit));
  return (
    <div>
      <VisitTable title={t('page.upcoming')} visits={upcoming} none={t('page.noneUpcoming')} />
      <VisitTable title={t('page.past')} visits={past} none={t('page.nonePast')} />
    </div>
  );
}

function VisitTable({ title, visits, none }: { title: string; visits: Visit[]; none: string }) {
  const { t } = useTranslation('patients');
  const maySeeRecords = useMay('record.read');
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{title}</h2>
      {visits.length === 0 ? (
        <p className={classes.none}>{none}</p>
      ) : (
        <Table.ScrollContainer minWidth={620}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('page.when')}</Table.Th>
                <Table.Th>{t('page.doctor')}</Table.Th>
                <Table.Th>{t('page.reason')}</Table.Th>
                <Table.Th>{t('page.room')}</Table.Th>
                <Table.Th>{t('page.status')}</Table.Th>
                {maySeeRecords && <Table.Th aria-label={t('page.openVisit')} />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {visits.map((visit) => (
                <Table.Tr key={visit.id} data-cancelled={visit.status === 'cancelled' || undefined}>
                  <Table.Td className={classes.when}>
                    {dayText(visit.appointmentDate)}{' '}
                    <span className={classes.dim}>{visit.appointmentTime}</span>
                  </Table.Td>
                  <Table.Td>
                    {visit.doctorName}
                    <div className={classes.dim}>{visit.departmentName}</div>
                  </Table.Td>
                  <Table.Td>
                    {visit.reason}
                    {visit.serviceName && <div className={classes.dim}>{visit.serviceName}</div>}
                  </Table.Td>
                  <Table.Td>{visit.roomNumber}</Table.Td>
                  <Table.Td>{t(visit.isNoShow ? 'status.noShow' : `status.${visit.status}`)}</Table.Td>
                  {maySeeRecords && (
                    <Table.Td>
                      {visit.status !== 'cancelled' && (
                        <Link
                          className={classes.open}
                          to="/consultations/$appointmentId"
                          params={{ appointmentId: visit.id }}
                        >
                          {t('page.openVisit')}
                        </Link>
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
