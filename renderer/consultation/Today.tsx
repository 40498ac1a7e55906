// What can be done with today's record: begin, write, amend or only read it, by its state and by who is at the desk.
import { Button, Kbd } from '@mantine/core';
import { IconPlayerPlay, IconChecks } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { AmendRecord } from './AmendRecord.tsx';
import type { Chart } from './chart.ts';
import classes from './ConsultationPage.module.css';
import { Finish } from './finish/Finish.tsx';
import { SignedRecord } from './SignedRecord.tsx';
import type { KeptDraft } from './use-record-form.ts';
import { useWriting } from './use-writing.ts';
import { OwnElsewhere, WritingNote } from './WritingNote.tsx';
import { WriteRecord } from './WriteRecord.tsx';

export function Today({ chart }: { chart: Chart }) {
  return (
    <Finish chart={chart}>
      <TodaysRecord chart={chart} />
    </Finish>
  );
}

function TodaysRecord({ chart }: { chart: Chart }) {
  const { user } = useDesk();
  const isOwn = chart.appointment.doctorId === user.userId;
  const { status } = chart.appointment;
  if (isOwn && status === 'booked') return <StartVisit chart={chart} />;
  if (isOwn && status !== 'cancelled')
    return (
      <OneWriter chart={chart}>
        <OwnRecord chart={chart} />
      </OneWriter>
    );
  return (
    <>
      <WritingNote chart={chart} />
      <ReadOnly chart={chart} />
    </>
  );
}

function ReadOnly({ chart }: { chart: Chart }) {
  if (chart.record)
    return <SignedRecord chart={chart} record={chart.record} isOwn={false} onAmend={() => undefined} />;
  return <NothingWritten chart={chart} />;
}

/** The second window of one's own reads, until it takes over. */
function OneWriter({ chart, children }: { chart: Chart; children: ReactNode }) {
  // Asked together with the claim, so that the fields do not wait for one answer after the other.
  useNewestDraft(chart);
  const writing = useWriting(chart.appointment.id);
  if (writing === null) return <div aria-busy />;
  if (writing.isMine) return children;
  return (
    <>
      <OwnElsewhere sinceMs={writing.sinceMs} onTakeOver={writing.takeOver} />
      <ReadOnly chart={chart} />
    </>
  );
}

/** Unsaved typing is asked for first: the form begins with it. */
function OwnRecord({ chart }: { chart: Chart }) {
  const { data: draft, error } = useNewestDraft(chart);
  if (error) return <p role="alert">{failureText(failureIn(error))}</p>;
  if (draft === undefined) return <div aria-busy />;
  return isSigned(chart) ? (
    <OwnSigned chart={chart} draft={draft} />
  ) : (
    <WriteRecord chart={chart} draft={draft} />
  );
}

const isSigned = ({ record }: Chart) => record?.signedAtMs != null;

function useNewestDraft(chart: Chart) {
  const trpc = useTRPC();
  const kind = isSigned(chart) ? 'amendment' : 'record';
  const subject = { kind, appointmentId: chart.appointment.id } as const;
  return useQuery(
    trpc.drafts.newest.queryOptions(subject, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  );
}

function OwnSigned({ chart, draft }: { chart: Chart; draft: KeptDraft }) {
  // An amendment that was interrupted goes on where it stopped.
  const [amending, setAmending] = useState<{ draft: KeptDraft } | null>(draft && { draft });
  if (amending) return <AmendRecord chart={chart} draft={amending.draft} onDone={() => setAmending(null)} />;
  return (
    chart.record && (
      <SignedRecord chart={chart} record={chart.record} isOwn onAmend={() => setAmending({ draft: null })} />
    )
  );
}

function StartVisit({ chart }: { chart: Chart }) {
  const { t } = useTranslation('consultation');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: appointmentId } = chart.appointment;
  const start = useMutation(
    trpc.consultations.start.mutationOptions({
      onError: showFailure,
      onSuccess: (appointment) =>
        queries.setQueryData(
          trpc.consultations.chart.queryKey({ appointmentId }),
          (before) => before && { ...before, appointment },
        ),
    }),
  );
  return (
    <div className={classes.start}>
      <p>{t('start.hint')}</p>
      <Button
        autoFocus
        loading={start.isPending}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        rightSection={<Kbd size="xs">↵</Kbd>}
        onClick={() => start.mutate({ appointmentId })}
      >
        {t('start.action')}
      </Button>
    </div>
  );
}

function NothingWritten({ chart }: { chart: Chart }) {
  const { t } = useTranslation('consultation');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { appointment } = chart;
  const { role } = useDesk().user;
  const mayComplete =
    useMay('appointment.complete') &&
    role === 'admin' &&
    ['booked', 'confirmed'].includes(appointment.status);
  const complete = useMutation(
    trpc.consultations.complete.mutationOptions({
      onError: showFailure,
      onSuccess: (changed) => {
        const key = trpc.consultations.chart.queryKey({ appointmentId: appointment.id });
        queries.setQueryData(key, (before) => before && { ...before, appointment: changed });
        notifyDone(t('complete.done'));
      },
    }),
  );
  return (
    <div className={classes.start}>
      <p>{t('nothingWritten', { name: chart.doctorName })}</p>
      {mayComplete && (
        <Button
          variant="default"
          leftSection={<IconChecks size={16} aria-hidden />}
          loading={complete.isPending}
          onClick={() => complete.mutate({ appointmentId: appointment.id })}
        >
          {t('complete.action')}
        </Button>
      )}
    </div>
  );
}
