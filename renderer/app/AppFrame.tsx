// The frame around every page of the desk: menu rail, bar with the page's own controls, the person at the desk.
import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import {
  IconCalendar,
  IconLock,
  IconSettings,
  IconShieldCheck,
  IconStethoscope,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { may, type Permission } from '../../domain/permissions.ts';
import { AccountMenu } from '../doorstep/AccountMenu.tsx';
import { BackupDot } from '../vault/BackupDot.tsx';
import classes from './AppFrame.module.css';
import { useDesk, useMay } from './desk-context.tsx';
import { showFailure } from './notify.tsx';
import { PAGE_BAR_ID } from './PageBar.tsx';
import { useTRPC } from './trpc.ts';
import { UndoRedo } from './UndoRedo.tsx';
import { usePageHotkeys } from './use-page-hotkeys.ts';

// `Alt+digit` opens each; the order is the order on the rail.
const places = [
  { to: '/', label: 'nav.frontDesk', icon: IconCalendar, permission: 'appointment.read' },
  { to: '/patients', label: 'nav.patients', icon: IconUsers, permission: 'patient.read' },
  { to: '/consultations', label: 'nav.consultation', icon: IconStethoscope, permission: 'record.write' },
  { to: '/setup', label: 'nav.setup', icon: IconSettings, permission: 'setup.manage' },
  { to: '/staff', label: 'nav.staff', icon: IconUserCog, permission: 'staff.manage' },
  { to: '/vault', label: 'nav.vault', icon: IconShieldCheck, permission: 'vault.manage' },
] as const satisfies { to: string; label: string; icon: typeof IconCalendar; permission: Permission }[];

const onEveryPage = { isEverywhere: true, inFields: true, inDialogs: true };

export function AppFrame() {
  const { clinic } = useDesk();
  return (
    <div className={classes.frame} data-demo={clinic.isDemo || undefined}>
      <header className={classes.bar}>
        <div className={classes.brand} title={clinic.name}>
          {clinic.name}
        </div>
        <div className={classes.pageBar} id={PAGE_BAR_ID} />
        <BarEnd />
      </header>
      <Rail />
      <main className={classes.page} id="page" tabIndex={-1}>
        <AllowedPage />
      </main>
    </div>
  );
}

/** The page of the address; its front desk for a person whose role has no such page, as after a colleague took over the desk. */
function AllowedPage() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const { role } = useDesk().user;
  const place = places.find(({ to }) => path === to || (to === '/setup' && path.startsWith(`${to}/`)));
  return place && !may(role, place.permission) ? <Navigate to="/" replace /> : <Outlet />;
}

function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      {places.map((place) => (
        <Place key={place.to} {...place} />
      ))}
    </nav>
  );
}

function Place({ to, label, icon: Icon, permission }: (typeof places)[number]) {
  const { t } = useTranslation();
  const digit = places.findIndex((place) => place.to === to) + 1;
  const isAllowed = useMay(permission);
  usePageHotkeys(
    [
      {
        keys: `alt+${digit}`,
        label: t('does.goTo', { ns: 'commands', place: t(label) }),
        act: () => document.querySelector<HTMLAnchorElement>(`a[data-place="${to}"]`)?.click(),
        when: isAllowed,
      },
    ],
    onEveryPage,
  );
  if (!isAllowed) return null;
  return (
    <Tooltip label={`${t(label)}  Alt+${digit}`} position="right">
      <Link
        to={to}
        className={classes.railLink}
        activeOptions={{ exact: to === '/' }}
        aria-label={t(label)}
        aria-keyshortcuts={`Alt+${digit}`}
        data-place={to}
      >
        <Icon size={20} stroke={1.7} />
      </Link>
    </Tooltip>
  );
}

function BarEnd() {
  const { t } = useTranslation();
  const { clinic } = useDesk();
  const mayChange = useMay('appointment.move');
  const trpc = useTRPC();
  const lock = useMutation(trpc.doorstep.lock.mutationOptions({ onError: showFailure }));
  usePageHotkeys([{ keys: 'mod+L', label: t('bar.lock'), act: () => lock.mutate() }], onEveryPage);
  return (
    <>
      {clinic.isDemo && <Badge className={classes.demo}>{t('bar.demo')}</Badge>}
      {mayChange && <UndoRedo />}
      <Tooltip label={`${t('bar.lock')}  Ctrl+L`}>
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('bar.lock')}
          aria-keyshortcuts="Control+L"
          onClick={() => lock.mutate()}
        >
          <IconLock size={19} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <BackupDot />
      <AccountMenu />
    </>
  );
}
