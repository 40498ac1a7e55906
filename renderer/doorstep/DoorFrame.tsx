// The quiet page around everything at the door: a card, the clinic's or the app's name, the language below.
import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../domain/clinic-setup.ts';
import { speak, spokenLocale } from '../app/i18n.ts';
import { useTRPC } from '../app/trpc.ts';
import classes from './DoorFrame.module.css';

type Props = {
  title: string;
  /** One quiet line below the title. */
  subtitle?: string;
  wide?: boolean;
  isDemo?: boolean;
  children: ReactNode;
};

export function DoorFrame({ title, subtitle, wide, isDemo, children }: Props) {
  const { t } = useTranslation(['doorstep', 'common']);
  return (
    <div className={classes.page} data-demo={isDemo || undefined}>
      <main className={classes.card} data-wide={wide || undefined}>
        <header className={classes.header}>
          <Group gap={6} className={classes.brand}>
            <IconHeartHandshake size={18} stroke={1.8} aria-hidden />
            {t('common:appName')}
            {isDemo && <span className={classes.demo}>{t('common:bar.demo')}</span>}
          </Group>
          <Title order={1}>{title}</Title>
          {subtitle && (
            <Text c="dimmed" size="sm">
              {subtitle}
            </Text>
          )}
        </header>
        {children}
      </main>
      <LanguageSwitch />
    </div>
  );
}

export const languages: { value: Locale; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'vi', label: 'Tiếng Việt' },
];

function LanguageSwitch() {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const prefer = useMutation(trpc.doorstep.prefer.mutationOptions());
  const choose = (value: string) => {
    const locale: Locale = value === 'vi' ? 'vi' : 'en';
    void speak(locale);
    prefer.mutate({ locale });
  };
  return (
    <footer className={classes.languages}>
      <SegmentedControl
        size="xs"
        aria-label={t('common:bar.language')}
        value={spokenLocale()}
        data={languages}
        onChange={choose}
      />
    </footer>
  );
}
