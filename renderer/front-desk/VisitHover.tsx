// Who booked a visit and every change of it since, beside the visit that is pointed at or walked on (I). It never covers that visit.
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { marksOf } from './cell-name.ts';
import { lookOf } from './day.ts';
import { HistoryList } from './HistoryList.tsx';
import classes from './VisitHover.module.css';
import { StatusBadge } from './VisitStatus.tsx';

/** A hand on its way elsewhere rests shorter than this. */
const REST_MS = 400;
const WIDTH_PX = 290;
const HEIGHT_PX = 320;
const GAP_PX = 8;

type Shown = { visitId: string; beside: DOMRect };

/** `desk` holds the visits. */
export function VisitHover({ desk }: { desk: RefObject<HTMLElement | null> }) {
  const shown = useShown(desk);
  return shown && <HoverCard key={shown.visitId} {...shown} />;
}

function useShown(desk: RefObject<HTMLElement | null>): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  const show = (visit: HTMLElement) =>
    setShown({ visitId: visit.dataset['visit'] ?? '', beside: visit.getBoundingClientRect() });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const focused = event.target instanceof Element ? event.target.closest('[role="gridcell"]') : null;
    const visit = focused?.querySelector<HTMLElement>('[data-visit]');
    const isAsked = event.key.toLowerCase() === 'i' && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (visit && isAsked && visit.dataset['visit'] !== shown?.visitId) show(visit);
    else if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) setShown(null);
  });
  const onPoint = useEffectEvent(show);
  useEffect(() => {
    const element = desk.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over: HTMLElement | null = null;
    const hide = () => {
      clearTimeout(timer);
      over = null;
      setShown(null);
    };
    const point = (event: PointerEvent) => {
      const visit =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-visit]') : null;
      if (visit === over) return;
      hide();
      over = visit;
      const isIdle = event.buttons === 0 && element.dataset['dragging'] === undefined;
      if (visit && isIdle) timer = setTimeout(() => visit.isConnected && onPoint(visit), REST_MS);
    };
    element.addEventListener('pointerover', point);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('keydown', onKey, { capture: true });
    element.addEventListener('scroll', hide, { capture: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointerover', point);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('pointerdown', hide);
      element.removeEventListener('keydown', onKey, { capture: true });
      element.removeEventListener('scroll', hide, { capture: true });
    };
  }, [desk]);
  return shown;
}

function HoverCard({ visitId, beside }: Shown) {
  const { t } = useTranslation('frontDesk');
  const trpc = useTRPC();
  const { data: card } = useQuery(trpc.appointments.card.queryOptions({ appointmentId: visitId }));
  if (!card) return null;
  const marks = [...marksOf(card, t), ...(card.overbookReason === null ? [] : [`“${card.overbookReason}”`])];
  return (
    <aside className={classes.card} role="status" aria-label={t('hover.title')} style={placeBeside(beside)}>
      <div className={classes.head}>
        <strong>{card.patientName}</strong>
        <StatusBadge look={lookOf(card)} />
      </div>
      <div className={classes.facts}>
        {[card.recordNumber, card.phone, card.reason]
          .filter((fact) => fact !== null && fact !== '')
          .join(' · ')}
      </div>
      {marks.length > 0 && <div className={classes.facts}>{marks.join(' · ')}</div>}
      <HistoryList history={card.history} />
    </aside>
  );
}

/** After the visit where there is room, else before it; as high as the window allows. */
function placeBeside({ left, right, top }: DOMRect): React.CSSProperties {
  const fitsAfter = right + GAP_PX + WIDTH_PX <= innerWidth;
  return {
    left: fitsAfter ? right + GAP_PX : Math.max(GAP_PX, left - GAP_PX - WIDTH_PX),
    top: Math.max(GAP_PX, Math.min(top, innerHeight - HEIGHT_PX - GAP_PX)),
    width: WIDTH_PX,
    maxHeight: HEIGHT_PX,
  };
}
