// A new clinic in three steps. Nothing is made before the last one: leaving at any point leaves nothing behind.
import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenLocale } from '../app/i18n.ts';
import { timeZoneOfThisPc } from '../app/places.ts';
import { useTRPC } from '../app/trpc.ts';
import { AdminStep } from './AdminStep.tsx';
import { ClinicStep } from './ClinicStep.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import classes from './FirstRun.module.css';
import { RecoveryStep } from './RecoveryStep.tsx';

export type ClinicDraft = { name: string; timeZone: string; currency: string; locale: 'en' | 'vi' };
export type AdminDraft = { fullName: string; email: string; password: string };

const steps = ['clinic', 'admin', 'recovery'] as const;

export function NewClinic({ back }: { back: () => void }) {
  const { t } = useTranslation(['doorstep', 'common']);
  const trpc = useTRPC();
  const [step, setStep] = useState<(typeof steps)[number]>('clinic');
  const [clinic, setClinic] = useState<ClinicDraft>(clinicAtFirst);
  const [admin, setAdmin] = useState<AdminDraft>({ fullName: '', email: '', password: '' });
  const create = useMutation(trpc.doorstep.createClinic.mutationOptions());
  return (
    <DoorFrame title={t('create.title')} wide>
      <div className={classes.steps}>
        <div className={classes.noPrint}>
          <ol style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {steps.map((name, i) => (
              <li key={name} className={classes.step} aria-current={name === step ? 'step' : undefined}>
                <span className={classes.number}>{i + 1}</span>
                {t(`create.step.${name}`)}
              </li>
            ))}
          </ol>
          <Anchor component="button" size="sm" mt="md" onClick={back}>
            {t('create.leave')}
          </Anchor>
        </div>
        {step === 'clinic' && (
          <ClinicStep value={clinic} onChange={setClinic} next={() => setStep('admin')} />
        )}
        {step === 'admin' && (
          <AdminStep
            value={admin}
            clinicName={clinic.name}
            onChange={setAdmin}
            back={() => setStep('clinic')}
            next={() => setStep('recovery')}
          />
        )}
        {step === 'recovery' && (
          <RecoveryStep
            clinicName={clinic.name}
            back={() => setStep('admin')}
            confirm={(typedGroups) => create.mutate({ clinic, admin, typedGroups })}
            isBusy={create.isPending}
            error={create.error}
          />
        )}
      </div>
    </DoorFrame>
  );
}

/** What this PC suggests: its own time zone, and the currency that goes with the language. */
function clinicAtFirst(): ClinicDraft {
  const locale = spokenLocale();
  return { name: '', timeZone: timeZoneOfThisPc(locale), currency: locale === 'vi' ? 'VND' : 'USD', locale };
}
