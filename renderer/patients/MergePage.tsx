// Two records of one person side by side, and what the one that is left will say. Left and right choose a field, up and down walk the
// fields. Text such as allergies is joined unless somebody chooses otherwise. The merge can be taken apart again.
import { Button, Group, VisuallyHidden } from '@mantine/core';
import { IconArrowsExchange, IconArrowsJoin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MergeChoices } from '../../domain/patient-merges.ts';
import { failureIn, failureText } from '../app/failure-text.ts';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { MergeConsequences } from './MergeConsequences.tsx';
import { MergeFields } from './MergeFields.tsx';
import classes from './MergePage.module.css';
import pageClasses from './PatientPage.module.css';
import { useMerge } from './use-merge.ts';

export function MergePage() {
  const { patientId: keptId, otherId } = useParams({ from: '/patients/$patientId/merge/$otherId' });
  return <MergeOfTwo key={`${keptId} ${otherId}`} keptId={keptId} otherId={otherId} />;
}

function MergeOfTwo({ keptId, otherId }: { keptId: string; otherId: string }) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { data, error } = useQuery(
    trpc.patientMerges.preview.queryOptions({ keptId, otherId }, { staleTime: 0, gcTime: 0 }),
  );
  const [choices, setChoices] = useState<MergeChoices>({});
  const { merge, isPending } = useMerge();
  const go = () => data && !isPending && merge({ ...data, choices });
  const swap = () =>
    void navigate({
      to: '/patients/$patientId/merge/$otherId',
      params: { patientId: otherId, otherId: keptId },
      replace: true,
    });
  const back = () => void navigate({ to: '/patients/$patientId', params: { patientId: keptId } });
  const whyOff = data && !isPending ? null : t('apart.reading');
  usePageHotkeys([
    { keys: 'S', label: t('merge.swap'), act: swap },
    { keys: 'Escape', label: t('merge.leave'), act: back },
  ]);
  usePageHotkeys([{ keys: 'mod+Enter', label: t('merge.now'), act: go, whyOff }], { inFields: true });

  return (
    <div className={classes.page}>
      <PageBar>
        <Link to="/patients/$patientId" params={{ patientId: keptId }} className={pageClasses.back}>
          ← {t('merge.leave')}
        </Link>
        <Group gap={6} ms="auto" wrap="nowrap">
          <Button
            variant="default"
            leftSection={<IconArrowsExchange size={15} aria-hidden />}
            rightSection={<KeyHint>S</KeyHint>}
            aria-keyshortcuts="S"
            onClick={swap}
          >
            {t('merge.swap')}
          </Button>
          <Button
            leftSection={<IconArrowsJoin2 size={15} aria-hidden />}
            rightSection={<KeyHint>Ctrl ↵</KeyHint>}
            aria-keyshortcuts="Control+Enter"
            loading={isPending}
            {...(whyOff !== null && { 'data-disabled': true, 'aria-disabled': true, title: whyOff })}
            onClick={go}
          >
            {t('merge.now')}
          </Button>
        </Group>
      </PageBar>
      <VisuallyHidden component="h1">{t('merge.title')}</VisuallyHidden>
      {error && (
        <p className={pageClasses.failure} role="alert">
          {failureText(failureIn(error))}
        </p>
      )}
      {data && (
        <>
          <MergeFields
            kept={data.kept}
            other={data.other}
            choices={choices}
            onChoose={(field, side) => setChoices((before) => ({ ...before, [field]: side }))}
          />
          <MergeConsequences preview={data} />
        </>
      )}
    </div>
  );
}
