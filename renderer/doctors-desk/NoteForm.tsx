// One note being typed: its text, whether it was dictated, whether the patient may see it.
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import classes from './notes.module.css';
import type { NoteContent } from './use-note-changes.ts';

type NoteFormProps = {
  start?: NoteContent;
  onSave: (content: NoteContent) => Promise<void>;
  onCancel: () => void;
};
const empty: NoteContent = { noteText: '', isAudioTranscript: false, isSharedWithPatient: false };

export function NoteForm({ start = empty, onSave, onCancel }: NoteFormProps) {
  const { t } = useTranslation('doctorsDesk');
  const { t: common } = useTranslation();
  const [note, setNote] = useState(start);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    if (note.noteText.trim() === '') return setError(common('validation.required'));
    setIsBusy(true);
    await onSave(note);
    setIsBusy(false);
  };
  return (
    <div
      className={classes.form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) void save();
        else if (event.key === 'Escape') onCancel();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <Textarea
        autoFocus
        label={t('notes.text')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        error={error}
        value={note.noteText}
        onChange={(event) => {
          setNote({ ...note, noteText: event.currentTarget.value });
          setError(null);
        }}
      />
      <div className={classes.ticks}>
        <Checkbox
          size="xs"
          label={t('notes.dictated')}
          checked={note.isAudioTranscript}
          onChange={(event) => setNote({ ...note, isAudioTranscript: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={t('notes.shared')}
          checked={note.isSharedWithPatient}
          onChange={(event) => setNote({ ...note, isSharedWithPatient: event.currentTarget.checked })}
        />
      </div>
      <p className={classes.says}>{t('notes.dictation')}</p>
      <div className={classes.ticks}>
        <Button
          size="compact-sm"
          loading={isBusy}
          rightSection={<KeyHint>Ctrl ↵</KeyHint>}
          onClick={() => void save()}
        >
          {t('notes.save')}
        </Button>
        <Button size="compact-sm" variant="default" rightSection={<KeyHint>Esc</KeyHint>} onClick={onCancel}>
          {t('notes.cancel')}
        </Button>
      </div>
    </div>
  );
}
