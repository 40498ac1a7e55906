// The three steps of a leave and the way between them. What each step shows is its own.
import { Button, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { timeOffInput } from '../../domain/clinic-setup-input.ts';
import { PageBar } from '../app/PageBar.tsx';
import { timeOffOf } from '../setup/TimeOffFields.tsx';
import { CallStep } from './CallStep.tsx';
import classes from './Leave.module.css';
import type { useLeaveDraft } from './use-leave-draft.ts';
import { WhereStep } from './WhereStep.tsx';
import { WhoStep } from './WhoStep.tsx';

export type KeptLeave = ReturnType<typeof useLeaveDraft>;
const steps = ['who', 'where', 'call'] as const;

export function LeaveSteps({ kept }: { kept: KeptLeave }) {
  const { t } = useTranslation('leave');
  const { draft, discard } = kept;
  const entry = timeOffInput.safeParse(timeOffOf(draft.fields));
  const isBegun = draft.step !== 'who' || draft.fields.reason !== '' || draft.fields.doctorId !== null;
  return (
    <div className={classes.page}>
      <PageBar>
        <Link to="/leave/holidays" className={classes.barLink}>
          {t('holidays.title')}
        </Link>
        {isBegun && (
          <Button ms="auto" variant="default" onClick={() => void discard()}>
            {t(draft.step === 'call' ? 'another' : 'discard')}
          </Button>
        )}
      </PageBar>
      <div className={classes.head}>
        <Title order={1}>{t('title')}</Title>
        <ol className={classes.steps} aria-label={t('steps')}>
          {steps.map((step, index) => (
            <li key={step} aria-current={step === draft.step ? 'step' : undefined}>
              <span className={classes.number}>{index + 1}</span> {t(`step.${step}`)}
            </li>
          ))}
        </ol>
      </div>
      {draft.step === 'who' && <WhoStep kept={kept} entry={entry} />}
      {draft.step === 'where' && entry.success && <WhereStep kept={kept} entry={entry.data} />}
      {draft.step === 'call' && draft.done && <CallStep kept={kept} done={draft.done} />}
    </div>
  );
}
