// Every change of a visit, latest first: who, when, from where to where, why.
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import type { Card } from './day.ts';
import { shortDay, shortInstant } from './day-text.ts';
import classes from './panel.module.css';

type Line = Card['history'][number];

export function HistoryList({ history }: { history: readonly Line[] }) {
  const { t } = useTranslation('frontDesk');
  const { clinic } = useDesk();
  const roomText = (roomNumber: string | null) =>
    roomNumber === null ? t('grid.noRoom') : t('grid.room', { roomNumber });
  return (
    <ol className={classes.history} aria-label={t('card.history')}>
      {history.toReversed().map((line) => (
        <li key={line.id} className={classes.event}>
          <div>
            <strong>{t(`event.${line.kind}`)}</strong> {placesOf(line)}
          </div>
          {(line.fromRoomNumber ?? line.toRoomNumber) !== null && (
            <div>
              {roomText(line.fromRoomNumber)} → {roomText(line.toRoomNumber)}
            </div>
          )}
          {line.reason !== '' && <div>“{line.reason}”</div>}
          <div className={classes.eventWho}>
            {shortInstant(line.atMs, clinic.timeZone)} · {line.byName ?? t('event.nobody')}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** "22/11/2026 09:00 → 24/11/2026 10:30", "22/11/2026 09:00, Nguyễn Thị An → 09:30, Lê Hùng": only what changed. */
function placesOf(line: Line): string {
  const { fromDate, fromTime, toDate, toTime, fromDoctorName, toDoctorName } = line;
  if (line.kind === 'booked' && toDate && toTime) return `${shortDay(toDate)} ${toTime}`;
  const hasMoved = fromDate !== toDate || fromTime !== toTime || fromDoctorName !== toDoctorName;
  if (!hasMoved || !fromDate || !fromTime || !toDate || !toTime) return '';
  const doctors = fromDoctorName === toDoctorName ? ['', ''] : [`, ${fromDoctorName}`, `, ${toDoctorName}`];
  const toDay = fromDate === toDate ? '' : `${shortDay(toDate)} `;
  return `${shortDay(fromDate)} ${fromTime}${doctors[0]} → ${toDay}${toTime}${doctors[1]}`;
}
