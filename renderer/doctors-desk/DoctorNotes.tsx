// Doctors' notes about one patient, the newest first: read by colleagues, changed by who wrote them. Stands in the chart and beside lists.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import { NoteForm } from './NoteForm.tsx';
import { NoteItem } from './NoteItem.tsx';
import classes from './notes.module.css';
import { useNoteChanges } from './use-note-changes.ts';

export function DoctorNotes({ patientId }: { patientId: string }) {
  const { t } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const mayWrite = useMay('note.write');
  const changes = useNoteChanges();
  const [isAdding, setIsAdding] = useState(false);
  const { data: notes, error } = useQuery(
    trpc.doctorNotes.ofPatient.queryOptions(
      { patientId },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  return (
    <div>
      {mayWrite && !isAdding && (
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setIsAdding(true)}
        >
          {t('notes.add')}
        </Button>
      )}
      {isAdding && (
        <NoteForm
          onCancel={() => setIsAdding(false)}
          onSave={async (content) => {
            const isSaved = await changes.add(patientId, content);
            if (isSaved) setIsAdding(false);
          }}
        />
      )}
      {error && <p role="alert">{failureText(failureIn(error))}</p>}
      {notes?.length === 0 && !isAdding && <p className={classes.says}>{t('notes.none')}</p>}
      <ul className={classes.list}>
        {notes?.map((note) => (
          <NoteItem key={note.id} note={note} changes={changes} />
        ))}
      </ul>
    </div>
  );
}
