// The person at the desk, and what they may do about themselves: account, look, language, another person, sign out.
import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { spokenLocale } from '../app/i18n.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { languages } from './DoorFrame.tsx';
import { Face } from './Face.tsx';

const looks = [
  { value: 'light', label: 'bar.light', icon: IconSun },
  { value: 'dark', label: 'bar.dark', icon: IconMoon },
  { value: 'auto', label: 'bar.system', icon: IconDeviceDesktop },
] as const;

export function AccountMenu() {
  const { t } = useTranslation();
  const { user } = useDesk();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const lock = useMutation(trpc.doorstep.lock.mutationOptions({ onError: showFailure }));
  const signOut = useMutation(trpc.doorstep.signOut.mutationOptions({ onError: showFailure }));
  const prefer = useMutation(trpc.doorstep.prefer.mutationOptions({ onError: showFailure }));
  const speakIn = useMutation(trpc.staff.speak.mutationOptions({ onError: showFailure }));
  return (
    <Menu position="bottom-end" width={230} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <UnstyledButton>
          {/* The letters belong to the name: who speaks to the screen says what is seen. */}
          <Face fullName={user.fullName} size={28} />
          <VisuallyHidden>{t('bar.account', { name: user.fullName })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.fullName} · {t(`role.${user.role}`)}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconUserCircle size={16} />}
          onClick={() => void navigate({ to: '/account' })}
        >
          {t('nav.account')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('bar.colorScheme')}</Menu.Label>
        {looks.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            onClick={() => prefer.mutate({ colourScheme: value })}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('bar.language')}</Menu.Label>
        {languages
          .filter(({ value }) => value !== spokenLocale())
          .map(({ value, label }) => (
            <Menu.Item
              key={value}
              leftSection={<IconLanguage size={16} />}
              onClick={() => speakIn.mutate({ locale: value })}
            >
              {label}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => lock.mutate()}>
          {t('bar.switchUser')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t('bar.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
