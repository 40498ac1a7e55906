// The lists of the doctor's desk beside each other, each with its key; the week is the front desk's own, of this doctor.
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import classes from './Desk.module.css';
import { useUnsigned } from './use-unsigned.ts';

export type DeskList = 'unsigned' | 'saved' | 'patients' | 'notes';
const tabs = [
  { list: undefined, key: 'D', label: 'tabs.day' },
  { list: 'unsigned', key: 'U', label: 'tabs.unsigned' },
  { list: 'saved', key: 'A', label: 'tabs.saved' },
  { list: 'patients', key: 'M', label: 'tabs.patients' },
  { list: 'notes', key: 'N', label: 'tabs.notes' },
] as const;

export function DeskTabs({ list }: { list: DeskList | undefined }) {
  const { t } = useTranslation('doctorsDesk');
  const { userId } = useDesk().user;
  const navigate = useNavigate();
  const unsigned = useUnsigned().data?.length ?? 0;
  const toWeek = () => void navigate({ to: '/', search: { week: userId } });
  usePageHotkeys([
    ...tabs.map((tab) => ({
      keys: tab.key,
      label: t(tab.label),
      act: () => void navigate({ to: '/consultations', search: tab.list ? { list: tab.list } : {} }),
    })),
    { keys: 'W', label: t('tabs.week'), act: toWeek },
  ]);
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to="/consultations"
          search={tab.list ? { list: tab.list } : {}}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={tab.list === list ? 'page' : undefined}
          aria-keyshortcuts={tab.key}
        >
          {t(tab.label)}
          {tab.list === 'unsigned' && unsigned > 0 && <span className={classes.count}>{unsigned}</span>}
          <KeyHint>{tab.key}</KeyHint>
        </Link>
      ))}
      <button type="button" className={classes.tab} aria-keyshortcuts="W" onClick={toWeek}>
        {t('tabs.week')}
        <KeyHint>W</KeyHint>
      </button>
    </nav>
  );
}
