// Closed charts that were read through broken glass: each is reviewed by somebody else than the one who broke it.
import { Button, SegmentedControl, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppRouter } from '../../electron/api/router.ts';
import { useDesk } from '../app/desk-context.tsx';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { useClinicMoment } from '../staff/use-clinic-moment.ts';
import classes from './Vault.module.css';

type GlassLine = inferRouterOutputs<AppRouter>['charts']['glass'][number];

export function GlassReview() {
  const { t } = useTranslation('chart');
  const trpc = useTRPC();
  const [reviewed, setReviewed] = useState(false);
  const { data: lines } = useQuery(trpc.charts.glass.queryOptions({ reviewed }, { staleTime: 0 }));
  return (
    <div className={classes.audit}>
      <SegmentedControl
        aria-label={t('review.tab')}
        w="fit-content"
        value={reviewed ? 'done' : 'waiting'}
        onChange={(value) => setReviewed(value === 'done')}
        data={[
          { value: 'waiting', label: t('review.waiting') },
          { value: 'done', label: t('review.done') },
        ]}
      />
      {lines && lines.length === 0 && (
        <Text size="sm">{t(reviewed ? 'review.noneDone' : 'review.none')}</Text>
      )}
      {lines && lines.length > 0 && <GlassTable lines={lines} />}
    </div>
  );
}

function GlassTable({ lines }: { lines: GlassLine[] }) {
  const { t } = useTranslation('chart');
  const moment = useClinicMoment();
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('review.when')}</Table.Th>
          <Table.Th>{t('review.who')}</Table.Th>
          <Table.Th>{t('review.patient')}</Table.Th>
          <Table.Th>{t('review.reason')}</Table.Th>
          <Table.Th>{t('review.note')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td>{moment(line.brokenAtMs)}</Table.Td>
            <Table.Td>{line.userName}</Table.Td>
            <Table.Td>{[line.patientName, line.recordNumber].filter(Boolean).join(' · ')}</Table.Td>
            <Table.Td className={classes.typed ?? ''}>{line.reason}</Table.Td>
            <Table.Td className={classes.typed ?? ''}>
              {line.reviewedAtMs === null ? (
                <ReviewForm line={line} />
              ) : (
                <>
                  {line.reviewNote && <div>{line.reviewNote}</div>}
                  <Text size="xs" c="dimmed">
                    {t('review.by', { name: line.reviewedByName ?? '', moment: moment(line.reviewedAtMs) })}
                  </Text>
                </>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ReviewForm({ line }: { line: GlassLine }) {
  const { t } = useTranslation('chart');
  const { user } = useDesk();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const review = useMutation(
    trpc.charts.reviewGlass.mutationOptions({
      onError: showFailure,
      onSuccess: () => {
        notifyDone(t('review.saved'));
        void queries.invalidateQueries({ queryKey: trpc.charts.glass.queryKey() });
      },
    }),
  );
  if (line.userId === user.userId) return <Text size="sm">{t('review.own')}</Text>;
  return (
    <form
      className={classes.review}
      onSubmit={(event) => {
        event.preventDefault();
        review.mutate({ glassId: line.id, note });
      }}
    >
      <TextInput
        aria-label={t('review.note')}
        value={note}
        maxLength={1_000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={review.isPending}>
        {t('review.review')}
      </Button>
    </form>
  );
}
