// The registry as a list: search as you type, three lists paged in SQL, a row opened by keyboard. It never holds more than was scrolled to.
import { Button, Kbd, Modal, SegmentedControl, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { type PatientRow, PatientTable } from './PatientTable.tsx';
import classes from './PatientsPage.module.css';
import { RegisterPatient } from './RegisterPatient.tsx';
import { startOfForm } from './patient-form.ts';
import { useFirstHit } from './use-first-hit.ts';

type List = 'all' | 'recent' | 'archived';
const SEARCH_LIMIT = 20;

export function PatientsPage() {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const [list, setList] = useState<List>('all');
  const [text, setText] = useState('');
  const [isRegistering, setIsRegistering] = useState(false);
  const mayRegister = useMay('patient.register');
  const mayImport = useMay('setup.manage');
  const firstHit = useFirstHit();
  const box = useRef<HTMLInputElement>(null);
  const rows = usePatientRows(list, text);
  const open = (patientId: string) => void navigate({ to: '/patients/$patientId', params: { patientId } });
  const which = list === 'archived' ? 'archived' : 'active';
  const openFirst = async () => {
    const id = await firstHit(text, which);
    // Typed on meanwhile: the answer is to an older question.
    if (id !== null && box.current?.value === text) open(id);
  };
  usePageHotkeys([{ keys: '/', label: t('list.search'), act: () => box.current?.focus() }]);
  // With Alt, because the search box has the keyboard from the start and takes every letter.
  usePageHotkeys(
    [{ keys: 'alt+N', label: t('register.title'), act: () => setIsRegistering(true), when: mayRegister }],
    { inFields: true },
  );

  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <PageBar>
        <TextInput
          ref={box}
          className={classes.search}
          aria-label={t('list.search')}
          placeholder={t('picker.placeholder')}
          leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
          rightSection={<Kbd size="xs">/</Kbd>}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && rows.isSearch) void openFirst();
            if (event.key === 'Escape') setText('');
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              document.querySelector<HTMLElement>('[data-patient-row][tabindex="0"]')?.focus();
            }
          }}
        />
        <SegmentedControl
          aria-label={t('list.show')}
          size="xs"
          value={list}
          onChange={(value) => setList(value)}
          data={(['all', 'recent', 'archived'] as const).map((value) => ({
            value,
            label: t(`list.${value}`),
          }))}
        />
        <span className={classes.count} role="status">
          <Count list={list} rows={rows} />
        </span>
        {mayRegister && (
          <Button
            leftSection={<IconUserPlus size={15} aria-hidden />}
            rightSection={<Kbd size="xs">Alt N</Kbd>}
            aria-keyshortcuts="Alt+N"
            onClick={() => setIsRegistering(true)}
          >
            {t('register.open')}
          </Button>
        )}
      </PageBar>
      <PatientTable
        key={list}
        rows={rows.items}
        onOpen={open}
        onEnd={rows.more}
        empty={
          rows.isSearch
            ? t('list.nobody', { text: text.trim() })
            : t(list === 'archived' ? 'list.noneArchived' : mayImport ? 'list.emptyForAdmin' : 'list.empty')
        }
        isLoading={rows.isLoading}
      />
      <Modal
        opened={isRegistering}
        onClose={() => setIsRegistering(false)}
        title={t('register.title')}
        size={760}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        {isRegistering && (
          <RegisterPatient start={startOfForm(text)} onCancel={() => setIsRegistering(false)} onDone={open} />
        )}
      </Modal>
    </div>
  );
}

type Rows = { items: PatientRow[]; isSearch: boolean; isLoading: boolean; more: () => void };

/** Hits while something is typed, else the pages of the list scrolled to so far. Old rows stay until new ones are there. */
function usePatientRows(list: List, text: string): Rows {
  const trpc = useTRPC();
  const isSearch = text.trim() !== '';
  const search = useQuery(
    trpc.patients.search.queryOptions(
      { text, which: list === 'archived' ? 'archived' : 'active' },
      { enabled: isSearch, placeholderData: keepPreviousData },
    ),
  );
  const pages = useInfiniteQuery(
    trpc.patients.list.infiniteQueryOptions(
      { list },
      { getNextPageParam: (page) => page.next ?? undefined, enabled: !isSearch },
    ),
  );
  if (isSearch) {
    return {
      items: search.data ?? [],
      isSearch,
      isLoading: search.isPending,
      more: () => {},
    };
  }
  return {
    items: pages.data?.pages.flatMap((page) => page.items) ?? [],
    isSearch,
    isLoading: pages.isPending,
    more: () => {
      if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
    },
  };
}

function Count({ list, rows }: { list: List; rows: Rows }) {
  const { t, i18n } = useTranslation('patients');
  const trpc = useTRPC();
  const { data: count } = useQuery(
    trpc.patients.count.queryOptions({ list }, { placeholderData: keepPreviousData }),
  );
  if (rows.isSearch) {
    const found = rows.items.length;
    return (
      <>{found >= SEARCH_LIMIT ? t('list.hitsMany', { count: found }) : t('list.hits', { count: found })}</>
    );
  }
  if (count === undefined) return null;
  return <>{t('list.count', { count, formatted: count.toLocaleString(i18n.language) })}</>;
}
