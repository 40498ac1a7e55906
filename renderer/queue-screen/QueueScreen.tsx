// The screen in the waiting room: who is called and where to, who comes next, which doctor runs late. Nobody touches it.
import { IconArmchair, IconClockPause, IconDoorEnter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import classes from './QueueScreen.module.css';
import { type ScreenNow, useScreenNow } from './use-screen-now.ts';
import { useSpokenCalls } from './use-spoken-calls.ts';

/** What fits into the list under the latest call. */
const EARLIER_CALLS = 5;

export function QueueScreen() {
  const { t } = useTranslation('queueScreen');
  const now = useScreenNow();
  useSpokenCalls(now);
  if (now === null) {
    return (
      <main className={classes.closed}>
        <IconArmchair size={88} stroke={1.2} aria-hidden />
        <h1>{t('closed')}</h1>
      </main>
    );
  }
  const [latest, ...earlier] = now.called;
  return (
    <main className={classes.screen}>
      <header className={classes.head}>
        <h1 className={classes.clinic}>{now.clinicName}</h1>
        <time className={classes.clock}>{wallClock(now.atMs, now.timeZone).time}</time>
      </header>
      <section className={classes.called} aria-label={t('called')} aria-live="polite">
        {latest ? (
          <>
            <Call key={`${latest.ticket} ${latest.calledAtMs}`} call={latest} isLatest />
            <ul className={classes.earlier}>
              {earlier.slice(0, EARLIER_CALLS).map((call) => (
                <li key={call.ticket}>
                  <Call call={call} />
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className={classes.quiet}>{t('nobodyCalled')}</p>
        )}
      </section>
      <section className={classes.waiting} aria-label={t('waiting')}>
        <h2>{t('waiting')}</h2>
        {now.waiting.length === 0 && <p className={classes.none}>{t('nobodyWaits')}</p>}
        <ol className={classes.tickets}>
          {now.waiting.map(({ ticket, name }) => (
            <li key={ticket}>
              <strong>{ticket}</strong>
              {name !== null && <span>{name}</span>}
            </li>
          ))}
        </ol>
      </section>
      {now.delays.length > 0 && (
        <footer className={classes.delays}>
          <IconClockPause size={34} stroke={1.6} aria-hidden />
          {now.delays.map(({ doctorName, delayMinutes }) => (
            <span key={doctorName}>{t('late', { name: doctorName, count: delayMinutes })}</span>
          ))}
        </footer>
      )}
    </main>
  );
}

type CallProps = { call: ScreenNow['called'][number]; isLatest?: boolean };
function Call({ call, isLatest = false }: CallProps) {
  const { t } = useTranslation('queueScreen');
  const { ticket, roomNumber, doctorName, name } = call;
  return (
    <div className={classes.call} data-latest={isLatest || undefined}>
      <strong className={classes.ticket}>{ticket}</strong>
      <span className={classes.where}>
        <span className={classes.room}>
          <IconDoorEnter size="1em" stroke={1.6} aria-hidden />
          {roomNumber === null ? doctorName : t('room', { room: roomNumber })}
        </span>
        {name !== null && <span className={classes.name}>{name}</span>}
        {roomNumber !== null && <span className={classes.doctor}>{doctorName}</span>}
      </span>
    </div>
  );
}
