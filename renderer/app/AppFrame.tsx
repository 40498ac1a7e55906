// The frame around every page of the desk: menu rail, bar with the page's own controls, the person at the desk.
import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import {
  IconArmchair,
  IconCalendar,
  IconFileText,
  IconCashRegister,
  IconCalendarOff,
  IconHourglass,
  IconLock,
  IconPhoneCall,
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
import { Commands } from '../commands/Commands.tsx';
import { AccountMenu } from '../doorstep/AccountMenu.tsx';
import { PackMark } from '../paper/PackMark.tsx';
import { UnsignedCount } from '../doctors-desk/UnsignedCount.tsx';
import { BackupDot } from '../vault/BackupDot.tsx';
import { FreedNote } from '../waitlist/FreedNote.tsx';
import classes from './AppFrame.module.css';
import { useDesk, useMay } from './desk-context.tsx';
import { showFailure } from './notify.tsx';
import { PAGE_BAR_ID } from './PageBar.tsx';
import { useTRPC } from './trpc.ts';
import { UndoRedo } from './UndoRedo.tsx';
import { usePageHotkeys } from './use-page-hotkeys.ts';

// The order is the order on the rail. `Alt` and the digit open each, whatever the role: a digit once given stays with its page, so a new
// page takes one that is free (7, 8, 9, 0), or none and is opened from the rail and the palette.
const places = [
  { to: '/', digit: 1, label: 'nav.frontDesk', icon: IconCalendar, permission: 'appointment.read' },
  { to: '/queue', digit: 7, label: 'nav.queue', icon: IconArmchair, permission: 'appointment.queue' },
  { to: '/waitlist', label: 'nav.waitlist', icon: IconHourglass, permission: 'waitlist.manage' },
  { to: '/follow-ups', label: 'nav.followUps', icon: IconPhoneCall, permission: 'followUp.manage' },
  { to: '/patients', digit: 2, label: 'nav.patients', icon: IconUsers, permission: 'patient.read' },
  { to: '/cashier', digit: 8, label: 'nav.cashier', icon: IconCashRegister, permission: 'receipt.read' },
  {
    to: '/consultations',
    digit: 3,
    label: 'nav.consultation',
    icon: IconStethoscope,
    permission: 'record.write',
  },
  { to: '/leave', digit: 0, label: 'nav.leave', icon: IconCalendarOff, permission: 'timeOff.manage' },
  { to: '/paper', digit: 9, label: 'nav.paper', icon: IconFileText, permission: 'print.daySheet' },
  { to: '/setup', digit: 4, label: 'nav.setup', icon: IconSettings, permission: 'printProfile.manage' },
  { to: '/staff', digit: 5, label: 'nav.staff', icon: IconUserCog, permission: 'staff.manage' },
  { to: '/vault', digit: 6, label: 'nav.vault', icon: IconShieldCheck, permission: 'vault.manage' },
] as const satisfies Place[];

type Place = {
  to: string;
  digit?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 0;
  label: string;
  icon: typeof IconCalendar;
  permission: Permission;
};

/** Pages with addresses below their own, which are theirs. */
const hasParts = new Set(['/setup', '/leave']);
const onEveryPage = { isEverywhere: true, inFields: true, inDialogs: true };

export function AppFrame() {
  const { clinic } = useDesk();
  const mayTake = useMay('waitlist.manage');
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
      {mayTake && <FreedNote />}
    </div>
  );
}

/** The page of the address; its front desk for a person whose role has no such page, as after a colleague took over the desk. */
function AllowedPage() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const { role } = useDesk().user;
  const place = places.find(({ to }) => path === to || (hasParts.has(to) && path.startsWith(`${to}/`)));
  return place && !may(role, place.permission) ? <Navigate to="/" replace /> : <Outlet />;
}

function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      {places.map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
    </nav>
  );
}

function PlaceLink({ place }: { place: (typeof places)[number] }) {
  const { t } = useTranslation();
  const { to, icon: Icon } = place;
  const { digit }: Place = place;
  const label = t(place.label);
  const isAllowed = useMay(place.permission);
  usePageHotkeys(
    [
      {
        ...(digit !== undefined && { keys: `alt+${digit}` }),
        label: t('does.goTo', { ns: 'commands', place: label }),
        act: () => document.querySelector<HTMLAnchorElement>(`a[data-place="${to}"]`)?.click(),
        when: isAllowed,
      },
    ],
    onEveryPage,
  );
  if (!isAllowed) return null;
  return (
    <Tooltip label={digit === undefined ? label : `${label}  Alt+${digit}`} position="right">
      <Link
        to={to}
        className={classes.railLink}
        activeOptions={{ exact: to === '/' }}
        aria-label={label}
        {...(digit !== undefined && { 'aria-keyshortcuts': `Alt+${digit}` })}
        data-place={to}
      >
        <Icon size={20} stroke={1.7} />
        {to === '/consultations' && <UnsignedCount />}
      </Link>
    </Tooltip>
  );
}

function BarEnd() {
  const { t } = useTranslation();
  const { clinic } = useDesk();
  const mayChange = useMay('appointment.move');
  const trpc = useTRPC();
  const mayPrint = useMay('print.daySheet');
  const lock = useMutation(trpc.doorstep.lock.mutationOptions({ onError: showFailure }));
  usePageHotkeys([{ keys: 'mod+L', label: t('bar.lock'), act: () => lock.mutate() }], onEveryPage);
  return (
    <>
      <Commands />
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
      {mayPrint && <PackMark />}
      <BackupDot />
      <AccountMenu />
    </>
  );
}
