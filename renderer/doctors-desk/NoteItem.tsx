// One note as it is read; who wrote it may edit and archive it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { momentText } from '../consultation/chart.ts';
import { NoteForm } from './NoteForm.tsx';
import classes from './notes.module.css';
import type { NoteChanges, NoteLine } from './use-note-changes.ts';

type NoteItemProps = { note: NoteLine; changes: NoteChanges; withPatient?: boolean };

export function NoteItem({ note, changes, withPatient = false }: NoteItemProps) {
  const { t } = useTranslation('doctorsDesk');
  const { user, clinic } = useDesk();
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing)
    return (
      <li className={classes.note}>
        <NoteForm
          start={note}
          onCancel={() => setIsEditing(false)}
          onSave={async (content) => {
            if (await changes.edit(note, content)) setIsEditing(false);
          }}
        />
      </li>
    );
  return (
    <li className={classes.note}>
      {withPatient && <strong>{t('notes.about', { name: note.patientName })}</strong>}
      <p className={classes.text}>{note.noteText}</p>
      <div className={classes.facts}>
        <span>
          {note.doctorName}, {momentText(note.createdAtMs, clinic.timeZone)}
        </span>
        {note.isAudioTranscript && <span>{t('notes.isDictated')}</span>}
        {note.isSharedWithPatient && <span className={classes.shared}>{t('notes.isShared')}</span>}
        {note.doctorId === user.userId && (
          <>
            <Button size="compact-xs" variant="subtle" onClick={() => setIsEditing(true)}>
              {t('notes.edit')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => void changes.archive(note)}
            >
              {t('notes.archive')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
