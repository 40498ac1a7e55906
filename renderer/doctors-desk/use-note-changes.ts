// Notes added, changed and archived, each one step of the desk's history.
import { useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTranslation } from 'react-i18next';
import type { AppRouter } from '../../electron/api/router.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { useUndoHistory } from '../app/undo-history.ts';

export type NoteLine = inferRouterOutputs<AppRouter>['doctorNotes']['ofPatient'][number];
export type NoteContent = Pick<NoteLine, 'noteText' | 'isAudioTranscript' | 'isSharedWithPatient'>;
export type NoteChanges = ReturnType<typeof useNoteChanges>;

const contentOf = ({ noteText, isAudioTranscript, isSharedWithPatient }: NoteContent): NoteContent => ({
  noteText,
  isAudioTranscript,
  isSharedWithPatient,
});

export function useNoteChanges() {
  const { t } = useTranslation('doctorsDesk');
  const client = useTRPCClient().doctorNotes;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const history = useUndoHistory();
  const refresh = () => queries.invalidateQueries(trpc.doctorNotes.pathFilter());

  type Seen = { id: string; updatedAtMs: number };
  const archiveSeen = async (
    { id: noteId, updatedAtMs: seenMs }: Seen,
    isArchived: boolean,
  ): Promise<Seen> => {
    const now = await client.archive.mutate({ noteId, seenMs, isArchived });
    await refresh();
    return now;
  };
  const editSeen = async ({ id: noteId, updatedAtMs: seenMs }: Seen, content: NoteContent): Promise<Seen> => {
    const now = await client.edit.mutate({ noteId, seenMs, ...contentOf(content) });
    await refresh();
    return now;
  };
  const tried = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      showFailure(error);
      return false;
    }
  };

  return {
    add: (patientId: string, content: NoteContent) =>
      tried(async () => {
        let seen: Seen = await client.add.mutate({ patientId, ...contentOf(content) });
        await refresh();
        history.did({
          about: seen.id,
          texts: { done: t('notes.added'), undone: t('notes.archived'), redone: t('notes.back') },
          undo: async () => void (seen = await archiveSeen(seen, true)),
          redo: async () => void (seen = await archiveSeen(seen, false)),
        });
      }),
    edit: (note: NoteLine, content: NoteContent) =>
      tried(async () => {
        let seen = await editSeen(note, content);
        history.did({
          about: note.id,
          texts: { done: t('notes.edited'), undone: t('notes.back'), redone: t('notes.edited') },
          undo: async () => void (seen = await editSeen(seen, note)),
          redo: async () => void (seen = await editSeen(seen, content)),
        });
      }),
    archive: (note: NoteLine) =>
      tried(async () => {
        let seen = await archiveSeen(note, true);
        history.did({
          about: note.id,
          texts: { done: t('notes.archived'), undone: t('notes.back'), redone: t('notes.archived') },
          undo: async () => void (seen = await archiveSeen(seen, false)),
          redo: async () => void (seen = await archiveSeen(seen, true)),
        });
      }),
  };
}
