// The cashier: what the day's visits owe, receipts, the close of the day; at the side a receipt being written, a receipt, or a day.
import { ActionIcon, Button, Kbd, SegmentedControl, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { CashierLists } from './CashierLists.tsx';
import classes from './cashier.module.css';
import { SidePanel } from './SidePanel.tsx';
import { focusList } from './RowList.tsx';
import { type Cashier, type CashierView, useCashier } from './use-cashier.ts';

const views = ['visits', 'receipts', 'days'] as const satisfies CashierView[];

export function CashierPage() {
  const { t } = useTranslation('cashier');
  const { visit } = useSearch({ from: '/cashier' });
  const navigate = useNavigate();
  const cashier = useCashier(visit);
  const { day, open } = cashier;
  // The address has done its work: coming back later finds the page as it was left.
  useEffect(() => {
    if (visit !== undefined) void navigate({ to: '/cashier', search: {}, replace: true });
  }, [visit, navigate]);
  // Whoever comes in walks the list at once; a panel that is open has the keyboard to itself.
  const hasRows = cashier.view === 'days' ? cashier.days.length > 0 : day !== undefined;
  const isBare = open === null;
  useEffect(() => {
    if (hasRows && isBare) focusList();
  }, [hasRows, isBare, cashier.view]);
  const leave = () => cashier.setOpen(null);
  usePageHotkeys(
    views.map((view, at) => ({
      keys: String(at + 1),
      label: t(`view.${view}`),
      act: () => cashier.show(view),
    })),
  );

  return (
    <div className={classes.page} data-panel={!isBare || undefined}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <CashierBar cashier={cashier} />
      <div className={classes.main}>
        {day && day.countsForDate !== day.today && (
          <p className={classes.note} role="status">
            {t('countsFor', { today: shortDay(day.today), date: shortDay(day.countsForDate) })}
          </p>
        )}
        <CashierLists cashier={cashier} />
        <p className={classes.keys}>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('list.keyChoose')} · <Kbd size="xs">Enter</Kbd>{' '}
          {t('list.keyOpen')}
        </p>
      </div>
      {open && day && <SidePanel cashier={cashier} open={open} today={day.today} onLeave={leave} />}
      <PrintPreview document={cashier.printing} onClose={() => cashier.setPrinting(null)} />
    </div>
  );
}

function CashierBar({ cashier }: { cashier: Cashier }) {
  const { t } = useTranslation('cashier');
  const { day, view } = cashier;
  const box = useRef<HTMLInputElement>(null);
  const mayIssue = useMay('receipt.issue');
  const startNew = () => cashier.setOpen({ kind: 'new' });
  usePageHotkeys([
    { keys: '/', label: t('list.search'), act: () => box.current?.focus() },
    { keys: 'N', label: t('form.new'), act: startNew, when: mayIssue },
    { keys: 'T', label: t('bar.today'), act: () => cashier.goTo(null) },
    { keys: 'PageUp', label: t('bar.before'), act: () => cashier.step(-1) },
    { keys: 'PageDown', label: t('bar.after'), act: () => cashier.step(1) },
  ]);
  return (
    <PageBar>
      <SegmentedControl
        aria-label={t('view.label')}
        size="xs"
        flex="none"
        value={view}
        onChange={(value) => cashier.show(views.find((each) => each === value) ?? 'visits')}
        data={views.map((value, at) => ({
          value,
          label: (
            <span className={classes.view}>
              {t(`view.${value}`)} <Kbd size="xs">{at + 1}</Kbd>
            </span>
          ),
        }))}
      />
      {view !== 'days' && (
        <>
          <Step label={t('bar.before')} keys="PageUp" onClick={() => cashier.step(-1)}>
            <IconChevronLeft size={18} />
          </Step>
          <span className={classes.date}>{day && shortDay(day.date)}</span>
          <Step label={t('bar.after')} keys="PageDown" onClick={() => cashier.step(1)}>
            <IconChevronRight size={18} />
          </Step>
          <Button
            variant="default"
            flex="none"
            rightSection={<KeyHint>T</KeyHint>}
            onClick={() => cashier.goTo(null)}
          >
            {t('bar.today')}
          </Button>
          <TextInput
            ref={box}
            className={classes.search}
            aria-label={t('list.search')}
            placeholder={t(view === 'visits' ? 'list.searchVisits' : 'list.searchReceipts')}
            leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
            rightSection={<Kbd size="xs">/</Kbd>}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={cashier.text}
            onChange={(event) => cashier.setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') cashier.setText('');
              if (event.key !== 'ArrowDown' && event.key !== 'Enter' && event.key !== 'Escape') return;
              event.preventDefault();
              focusList();
            }}
          />
        </>
      )}
      <span className={classes.spring} />
      {mayIssue && (
        <Button
          flex="none"
          leftSection={<IconPlus size={15} />}
          rightSection={<KeyHint>N</KeyHint>}
          onClick={startNew}
        >
          {t('form.new')}
        </Button>
      )}
    </PageBar>
  );
}

type StepProps = { label: string; keys: string; children: ReactNode; onClick: () => void };

const Step = ({ label, keys, children, onClick }: StepProps) => (
  <Tooltip label={`${label}  ${keys}`}>
    <ActionIcon variant="subtle" size={30} aria-label={label} aria-keyshortcuts={keys} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);
