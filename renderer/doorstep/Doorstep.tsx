// Which screen the window shows: first run, sign-in, lock, damage, or the desk behind it. Nothing of a patient is drawn on this side.
import { Button, useMantineColorScheme } from '@mantine/core';
import { useSubscription } from '@trpc/tanstack-react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { speak } from '../app/i18n.ts';
import { useTRPC } from '../app/trpc.ts';
import { AtDesk } from './AtDesk.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import type { DoorState } from './door-state.ts';
import { FirstRun } from './FirstRun.tsx';
import { LockScreen } from './LockScreen.tsx';
import { MakingDemo } from './MakingDemo.tsx';
import { OwnPassword } from './OwnPassword.tsx';
import { SignIn } from './SignIn.tsx';
import { Trouble } from './Trouble.tsx';

export function Doorstep({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const { data: state, error, reset } = useSubscription(trpc.doorstep.state.subscriptionOptions());
  useLook(state);
  if (error) return <LostLink again={reset} />;
  // The main process answers within a frame or two: an empty surface is calmer than a spinner.
  if (!state) return null;
  switch (state.kind) {
    case 'no_clinic':
      return <FirstRun state={state} />;
    case 'making_demo':
      return <MakingDemo state={state} />;
    case 'closed':
      return state.trouble ? <Trouble state={state} failure={state.trouble} /> : <SignIn state={state} />;
    case 'new_password':
      return <OwnPassword state={state} />;
    case 'locked':
      return <LockScreen state={state} />;
    case 'open':
      return <AtDesk state={state}>{children}</AtDesk>;
  }
}

/** Language and colours: the person's own once somebody is in, else this PC's. */
function useLook(state: DoorState | undefined): void {
  const { setColorScheme } = useMantineColorScheme();
  const locale = state && ('user' in state ? state.user.locale : state.preferences.locale);
  const colourScheme = state?.preferences.colourScheme;
  useEffect(() => {
    if (locale) void speak(locale);
  }, [locale]);
  useEffect(() => {
    if (colourScheme) setColorScheme(colourScheme);
  }, [colourScheme, setColorScheme]);
}

function LostLink({ again }: { again: () => void }) {
  const { t } = useTranslation();
  return (
    <DoorFrame title={t('crash.title')}>
      <p>{t('crash.body')}</p>
      <Button onClick={again}>{t('crash.again')}</Button>
    </DoorFrame>
  );
}
