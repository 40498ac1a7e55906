// My own notes about everybody, the newest first.
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import classes from './Desk.module.css';
import { NoteItem } from './NoteItem.tsx';
import notes from './notes.module.css';
import { useNoteChanges } from './use-note-changes.ts';

const AT_ONCE = 30;

export function MyNotes() {
  const { t } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const changes = useNoteChanges();
  const [skip, setSkip] = useState(0);
  const { data } = useQuery(
    trpc.doctorNotes.mine.queryOptions(
      { skip },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData },
    ),
  );
  if (!data) return <div aria-busy />;
  if (data.notes.length === 0 && skip === 0) return <p className={classes.none}>{t('notes.noneMine')}</p>;
  return (
    <>
      <ul className={notes.list}>
        {data.notes.map((note) => (
          <NoteItem key={note.id} note={note} changes={changes} withPatient />
        ))}
      </ul>
      <div className={classes.pager}>
        {skip > 0 && (
          <Button variant="default" size="compact-sm" onClick={() => setSkip(skip - AT_ONCE)}>
            {t('patients.before')}
          </Button>
        )}
        {data.hasMore && (
          <Button variant="default" size="compact-sm" onClick={() => setSkip(skip + AT_ONCE)}>
            {t('notes.more')}
          </Button>
        )}
      </div>
    </>
  );
}
