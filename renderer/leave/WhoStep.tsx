// Step 1: who is away, when, why, and beside it the visits this would touch.
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ZodSafeParseResult } from 'zod';
import type { TimeOffInput } from '../../domain/clinic-setup-input.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { AffectedVisits } from '../setup/AffectedVisits.tsx';
import { TimeOffFields } from '../setup/TimeOffFields.tsx';
import classes from './Leave.module.css';
import type { KeptLeave } from './LeaveSteps.tsx';

type WhoStepProps = { kept: KeptLeave; entry: ZodSafeParseResult<TimeOffInput> };

export function WhoStep({ kept: { draft, put }, entry }: WhoStepProps) {
  const { t } = useTranslation('leave');
  const { t: common } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  const next = () => {
    setIsAsked(true);
    if (entry.success) put({ step: 'where' });
  };
  usePageHotkeys([{ keys: 'mod+Enter', label: t('next'), act: next }], { inFields: true });
  const errors: Record<string, string> = {};
  if (isAsked && !entry.success)
    for (const issue of entry.error.issues) {
      const key =
        issue.message === 'validation.rangeReversed' ? 'validation.rangeReversed' : 'validation.required';
      errors[String(issue.path[0])] ??= common(key);
    }
  return (
    <div className={classes.who}>
      <form
        aria-label={t('step.who')}
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <div className={classes.fields}>
          <TimeOffFields
            fields={draft.fields}
            errors={errors}
            // Other days or another doctor are other visits: what was chosen for those before means nothing.
            onChange={(patch) => put({ fields: { ...draft.fields, ...patch }, choices: {} })}
          />
        </div>
        <Group justify="flex-end" mt="md">
          <Button type="submit" rightSection={<KeyHint>Ctrl ⏎</KeyHint>} aria-keyshortcuts="Control+Enter">
            {t('next')}
          </Button>
        </Group>
      </form>
      <div>{entry.success && <AffectedVisits entry={entry.data} isArranged />}</div>
    </div>
  );
}
