// The follow-up radar: whom to ring because their day has come and nothing is booked. A call is noted and a visit booked from the row.
import { Checkbox, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RadarList, radarLists } from '../../domain/follow-ups.ts';
import { useDesk } from '../app/desk-context.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { phoneText, useClinicToday } from '../patients/patient-facts.ts';
import { CallForm } from './CallForm.tsx';
import classes from './Desk.module.css';
import { DeskTable } from './DeskTable.tsx';
import { RadarCells } from './RadarCells.tsx';
import type { RadarEntry } from './use-note-call.ts';

export function RadarPage() {
  const { t } = useTranslation('doctorsDesk');
  const { user } = useDesk();
  const today = useClinicToday();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const isDoctor = user.role === 'doctor';
  const [list, setList] = useState<RadarList>('due');
  const [isOwn, setIsOwn] = useState(isDoctor);
  const [calling, setCalling] = useState<RadarEntry | null>(null);
  const { data } = useQuery(
    trpc.followUps.radar.queryOptions(
      { list, ...(isOwn && { doctorId: user.userId }) },
      { placeholderData: keepPreviousData, staleTime: 0, refetchInterval: 60_000 },
    ),
  );
  /** The front desk's booking with patient and doctor, its free times from the day on. */
  const book = ({ patientId, doctorId, followUpDate }: RadarEntry) =>
    void navigate({
      to: '/',
      search: {
        patient: patientId,
        doctor: doctorId,
        date: followUpDate > today ? followUpDate : today,
      },
    });
  const closeCall = () => {
    setCalling(null);
    document.querySelector<HTMLElement>('main tr[tabindex="0"]')?.focus();
  };
  const rows = data?.entries ?? [];

  return (
    <div className={classes.page}>
      <PageBar>
        <SegmentedControl
          size="xs"
          aria-label={t('radar.title')}
          value={list}
          onChange={(value) => setList(value)}
          transitionDuration={0}
          data={radarLists.map((value) => ({
            value,
            label: t(`radar.list.${value}`) + (data ? ` · ${data.counts[value]}` : ''),
          }))}
        />
        {isDoctor && (
          <Checkbox
            size="xs"
            label={t('radar.only')}
            checked={isOwn}
            onChange={(event) => setIsOwn(event.currentTarget.checked)}
          />
        )}
      </PageBar>
      <div className={classes.main}>
        <h1 className={classes.title}>{t('radar.title')}</h1>
        <p className={classes.hint}>{t('radar.hint')}</p>
        {data && rows.length === 0 && <p className={classes.none}>{t(`radar.none.${list}`)}</p>}
        {rows.length > 0 && (
          <DeskTable
            key={list}
            label={t('radar.title')}
            rows={rows}
            keyOf={({ recordId }) => recordId}
            openKey={calling?.recordId ?? null}
            spoken={(entry) =>
              t('radar.open', {
                name: entry.patientName,
                phone: entry.phone ? phoneText(entry.phone) : t('radar.noPhone'),
                date: shortDay(entry.followUpDate),
              })
            }
            onOpen={setCalling}
            letters={[
              { letter: 'C', label: t('radar.noteCall'), act: setCalling },
              { letter: 'B', label: t('radar.book'), act: book },
            ]}
            heads={[
              t('radar.date'),
              t('radar.patient'),
              t('radar.phone'),
              t('radar.doctor'),
              t('radar.reason'),
              t('radar.call'),
              t('radar.next'),
            ]}
            Cells={RadarCells}
          />
        )}
        {data?.hasMore && <p className={classes.hint}>{t('radar.more')}</p>}
      </div>
      {calling && <CallForm key={calling.recordId} entry={calling} onClose={closeCall} />}
    </div>
  );
}
