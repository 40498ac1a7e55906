// The right column: panels one below the other, each folded by its heading.
import { IconChevronRight } from '@tabler/icons-react';
import { useDeferredValue, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenChart } from './chart-context.tsx';
import { type ChartPanel, useChartPanels } from './chart-panels.tsx';
import classes from './SidePanels.module.css';

export function SidePanels() {
  const { t } = useTranslation('chart');
  return (
    <aside className={classes.panels} aria-label={t('column.right')}>
      {useChartPanels().map((panel) => (
        <SidePanel key={panel.id} {...panel} />
      ))}
    </aside>
  );
}

function SidePanel({ id, title, content }: ChartPanel) {
  const { folds } = useOpenChart();
  const bodyId = useId();
  const isOpen = !folds.isFolded(id);
  // The patient, today's record and the timeline are painted first.
  const isFilled = useDeferredValue(isOpen, false);
  return (
    <section className={classes.panel} aria-label={title}>
      <h2>
        <button
          type="button"
          className={classes.title}
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => folds.toggle(id)}
        >
          <IconChevronRight size={14} className={classes.arrow} aria-hidden />
          {title}
        </button>
      </h2>
      <div id={bodyId} hidden={!isOpen} className={classes.body}>
        {isFilled && content}
      </div>
    </section>
  );
}
