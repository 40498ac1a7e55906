// One line of the radar: since when, who, which number, whose patient, what they came for, and what was said on the phone last.
import { Button } from '@mantine/core';
import { IconCalendarPlus, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../domain/civil-date.ts';
import { shortDay, weekday } from '../front-desk/day-text.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { ageText, phoneText, useClinicToday } from '../patients/patient-facts.ts';
import type { CellsProps } from './DeskTable.tsx';
import table from './DeskTable.module.css';
import type { RadarEntry } from './use-note-call.ts';

export function RadarCells({ row, act }: CellsProps<RadarEntry>) {
  const { t } = useTranslation('doctorsDesk');
  const today = useClinicToday();
  const facts = [row.recordNumber, row.dateOfBirth && ageText(row.dateOfBirth, today)];
  return (
    <>
      <td className={table.figures}>
        {weekday(row.followUpDate)}
        <HowLong date={row.followUpDate} today={today} />
      </td>
      <td>
        <span className={table.name}>{row.patientName}</span>
        <div className={`${table.dim} ${table.figures}`}>{facts.filter(Boolean).join(' · ')}</div>
      </td>
      <td className={table.figures}>
        {row.phone ? (
          <strong>{phoneText(row.phone)}</strong>
        ) : (
          <span className={table.dim}>{t('radar.noPhone')}</span>
        )}
      </td>
      <td>
        {row.doctorName}
        <div className={table.dim}>{row.departmentName}</div>
      </td>
      <td>
        {row.reason}
        <div className={table.dim}>{t('radar.visit', { date: shortDay(row.visitDate) })}</div>
      </td>
      <td>{row.lastCall && <LastCall call={row.lastCall} />}</td>
      <td className={table.figures}>
        <Button
          size="compact-xs"
          variant="light"
          tabIndex={-1}
          leftSection={<IconCalendarPlus size={14} aria-hidden />}
          rightSection={<KeyHint>B</KeyHint>}
          onClick={(event) => {
            event.stopPropagation();
            act('B');
          }}
        >
          {t('radar.book')}
        </Button>{' '}
        <Button
          size="compact-xs"
          variant="default"
          tabIndex={-1}
          leftSection={<IconPhone size={14} aria-hidden />}
          rightSection={<KeyHint>C</KeyHint>}
          onClick={(event) => {
            event.stopPropagation();
            act('C');
          }}
        >
          {t('radar.noteCall')}
        </Button>
      </td>
    </>
  );
}

function HowLong({ date, today }: { date: string; today: string }) {
  const { t } = useTranslation('doctorsDesk');
  const days = daysBetween(date, today);
  if (days > 0) return <div className={table.late}>{t('radar.overdue', { count: days })}</div>;
  return (
    <div className={table.dim}>{days === 0 ? t('radar.today') : t('radar.ahead', { count: -days })}</div>
  );
}

function LastCall({ call }: { call: NonNullable<RadarEntry['lastCall']> }) {
  const { t } = useTranslation('doctorsDesk');
  return (
    <>
      {t(`call.${call.outcome}`)}
      {call.againOnDate && `, ${t('radar.again', { date: shortDay(call.againOnDate) })}`}
      <div className={table.dim}>{[call.byName, call.note].filter(Boolean).join(': ')}</div>
    </>
  );
}
