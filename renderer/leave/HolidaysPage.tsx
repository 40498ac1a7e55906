// Public holidays of the whole clinic: a country's list looked at beside what is entered, ticked, taken over. What stands on them leads on.
import { Button, Checkbox, Select, Table, Title, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { spokenLocale } from '../app/i18n.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { CsvMenu } from '../setup/CsvMenu.tsx';
import { dayText } from '../setup/span-text.ts';
import classes from './Leave.module.css';
import type { AddedHoliday, ListedHoliday } from './leave-shapes.ts';

/** The time zone says which country's list comes first. */
const homeOf: Record<string, string> = {
  Ho_Chi_Minh: 'VN',
  Saigon: 'VN',
  Bangkok: 'TH',
  Singapore: 'SG',
  Berlin: 'DE',
  Vienna: 'AT',
  Paris: 'FR',
  London: 'GB',
  Sydney: 'AU',
  Melbourne: 'AU',
  New_York: 'US',
  Chicago: 'US',
  Los_Angeles: 'US',
};

export function HolidaysPage() {
  const { t } = useTranslation('leave');
  const trpc = useTRPC();
  const { clinic } = useDesk();
  const language = spokenLocale();
  const thisYear = Number(wallClock(Date.now(), clinic.timeZone).date.slice(0, 4));
  const [code, setCode] = useState(homeOf[clinic.timeZone.split('/').at(-1) ?? ''] ?? 'VN');
  const [region, setRegion] = useState<string | null>(null);
  const [year, setYear] = useState(thisYear + 1);
  const { data: countries = [] } = useQuery(trpc.holidays.countries.queryOptions());
  const mayCsv = useMay('setup.manage');
  const country = countries.find((one) => one.code === code);
  const needsRegion = country !== undefined && country.regions.length > 0;
  const { data: days } = useQuery(
    trpc.holidays.preview.queryOptions(
      { country: code, region: needsRegion ? region : null, years: [year], language },
      { enabled: country !== undefined && (!needsRegion || region !== null), staleTime: 0 },
    ),
  );
  return (
    <div className={classes.page}>
      <PageBar>
        <Link to="/leave" className={classes.barLink}>
          ← {t('title')}
        </Link>
        {mayCsv && <CsvMenu list="timeOff" />}
      </PageBar>
      <div className={classes.head}>
        <Title order={1}>{t('holidays.title')}</Title>
        <p className={classes.plain}>{t('holidays.hint')}</p>
        <div className={classes.pick}>
          <Select
            label={t('holidays.country')}
            searchable
            data={countries.map(({ code: value, words }) => ({ value, label: words[language] }))}
            value={code}
            onChange={(next) => {
              setCode(next ?? code);
              setRegion(null);
            }}
          />
          {country && needsRegion && (
            <Select
              label={t('holidays.region')}
              placeholder={t('holidays.chooseRegion')}
              searchable
              data={country.regions.map(({ code: value, words }) => ({ value, label: words[language] }))}
              value={region}
              onChange={setRegion}
            />
          )}
          <Select
            label={t('holidays.year')}
            data={[thisYear, thisYear + 1, thisYear + 2].map(String)}
            value={String(year)}
            onChange={(next) => setYear(Number(next ?? year))}
          />
        </div>
        {country && <p className={classes.dim}>{t('holidays.law', { law: country.law })}</p>}
        {country?.announced && <p className={classes.dim}>{country.announced[language]}</p>}
      </div>
      {days && <Days key={`${code} ${region} ${year}`} days={days} />}
    </div>
  );
}

function Days({ days }: { days: ListedHoliday[] }) {
  const { t, i18n } = useTranslation('leave');
  const [ticked, setTicked] = useState(
    () => new Set(days.filter(({ isEntered, isChoice }) => !isEntered && !isChoice).map(({ date }) => date)),
  );
  const [added, setAdded] = useState<AddedHoliday[]>([]);
  const chosen = days.filter(({ date, isEntered }) => ticked.has(date) && !isEntered);
  const importing = useImport(setAdded);
  const take = () => {
    if (chosen.length > 0 && !importing.isPending)
      importing.mutate({ days: chosen.map(({ date, name }) => ({ date, name })) });
  };
  usePageHotkeys([{ keys: 'mod+Enter', label: t('holidays.take', { count: chosen.length }), act: take }], {
    inFields: true,
  });
  const toggle = (date: string) =>
    setTicked((before) => {
      const next = new Set(before);
      if (!next.delete(date)) next.add(date);
      return next;
    });
  return (
    <>
      <Table.ScrollContainer minWidth={560} className={classes.rows}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <VisuallyHidden>{t('holidays.tick')}</VisuallyHidden>
              </Table.Th>
              <Table.Th>{t('holidays.day')}</Table.Th>
              <Table.Th>{t('holidays.name')}</Table.Th>
              <Table.Th>{t('holidays.visits')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map((day) => (
              <Table.Tr key={`${day.date} ${day.name}`} data-entered={day.isEntered || undefined}>
                <Table.Td>
                  <Checkbox
                    size="xs"
                    aria-label={`${dayText(day.date, i18n.language)} ${day.name}`}
                    checked={day.isEntered || ticked.has(day.date)}
                    disabled={day.isEntered}
                    onChange={() => toggle(day.date)}
                  />
                </Table.Td>
                <Table.Td className={classes.figures}>{dayText(day.date, i18n.language)}</Table.Td>
                <Table.Td>
                  {day.name} {day.isEntered && <span className={classes.dim}>· {t('holidays.entered')}</span>}
                  {!day.isEntered && day.isChoice && (
                    <span className={classes.dim}>· {t('holidays.choice')}</span>
                  )}
                </Table.Td>
                <Table.Td className={classes.figures}>
                  {day.visits > 0 && t('holidays.visitCount', { count: day.visits })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div className={classes.foot}>
        <Affected added={added} />
        <Button
          loading={importing.isPending}
          disabled={chosen.length === 0}
          title={chosen.length === 0 ? t('holidays.noneChosen') : undefined}
          rightSection={<KeyHint>Ctrl ⏎</KeyHint>}
          onClick={take}
        >
          {t('holidays.take', { count: chosen.length })}
        </Button>
      </div>
    </>
  );
}

/** The new holidays on which visits stand: each is arranged like any other leave. */
function Affected({ added }: { added: AddedHoliday[] }) {
  const { t, i18n } = useTranslation('leave');
  const touched = added.filter(({ visits }) => visits > 0);
  if (touched.length === 0) return null;
  return (
    <ul className={classes.affected} aria-label={t('holidays.affected')}>
      {touched.map(({ id, date, visits }) => (
        <li key={id}>
          <Link to="/leave/for/$timeOffId" params={{ timeOffId: id }}>
            {t('holidays.arrange', { count: visits, date: dayText(date, i18n.language) })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function useImport(onAdded: (added: AddedHoliday[]) => void) {
  const { t } = useTranslation('leave');
  const trpc = useTRPC();
  const client = useTRPCClient().holidays;
  const queries = useQueryClient();
  const undo = async (entries: AddedHoliday[]) => {
    try {
      await client.undo.mutate({ entries: entries.map(({ id, updatedAtMs }) => ({ id, updatedAtMs })) });
      onAdded([]);
      notifyDone(t('holidays.undone'));
    } catch (error) {
      showFailure(error);
    }
    await queries.invalidateQueries();
  };
  return useMutation(
    trpc.holidays.import.mutationOptions({
      onError: showFailure,
      onSuccess: async ({ added }) => {
        onAdded(added);
        await queries.invalidateQueries();
        notifyDone(
          t('holidays.done', { count: added.length }),
          added.length > 0 ? { undo: () => void undo(added) } : {},
        );
      },
    }),
  );
}
