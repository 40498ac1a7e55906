// Visits of mine that wait for a signature, of whichever day, the oldest first.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../front-desk/day-text.ts';
import classes from './Desk.module.css';
import { type CellsProps, DeskTable } from './DeskTable.tsx';
import table from './DeskTable.module.css';
import { type UnsignedVisit, useUnsigned } from './use-unsigned.ts';

export function UnsignedList() {
  const { t } = useTranslation('doctorsDesk');
  const navigate = useNavigate();
  const { data: visits } = useUnsigned();
  if (!visits) return <div aria-busy />;
  if (visits.length === 0) return <p className={classes.none}>{t('unsigned.none')}</p>;
  return (
    <>
      <p className={classes.hint}>{t('unsigned.hint')}</p>
      <DeskTable
        label={t('tabs.unsigned')}
        rows={visits}
        keyOf={({ appointmentId }) => appointmentId}
        spoken={(visit) =>
          t('unsigned.open', {
            date: shortDay(visit.appointmentDate),
            time: visit.appointmentTime,
            name: visit.patientName,
          })
        }
        onOpen={({ appointmentId }) =>
          void navigate({ to: '/consultations/$appointmentId', params: { appointmentId } })
        }
        heads={[t('column.date'), t('column.patient'), t('column.reason'), t('column.what')]}
        Cells={Cells}
      />
    </>
  );
}

function Cells({ row }: CellsProps<UnsignedVisit>) {
  const { t } = useTranslation('doctorsDesk');
  return (
    <>
      <td className={table.figures}>
        {shortDay(row.appointmentDate)} {row.appointmentTime}
      </td>
      <td>
        <span className={table.name}>{row.patientName}</span>{' '}
        <span className={table.dim}>{row.recordNumber}</span>
      </td>
      <td>{row.reason}</td>
      <td>
        <span className={table.late}>{t(row.isWritten ? 'unsigned.written' : 'unsigned.empty')}</span>
      </td>
    </>
  );
}
