// Putting a document away, deleting it, and both taken back: done at once, told in a toast with its undo.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import type { DocumentLine } from './document-line.ts';

type Step = 'archive' | 'unarchive' | 'remove' | 'bringBack';

export function useDocumentChanges() {
  const { t } = useTranslation('documents');
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = async ({ id, title }: DocumentLine, step: Step, undo?: Step): Promise<void> => {
    try {
      await client.documents[step].mutate({ documentId: id });
      await queries.invalidateQueries(trpc.documents.pathFilter());
      // They stand in an open chart's timeline, too.
      void queries.invalidateQueries(trpc.charts.timeline.pathFilter());
      notifyDone(t(`done.${step}`, { title }), {
        about: id,
        ...(undo && { undo: () => void change({ id, title } as DocumentLine, undo) }),
      });
    } catch (error) {
      showFailure(error);
    }
  };
  return {
    archive: (line: DocumentLine) =>
      void (line.isArchived ? change(line, 'unarchive', 'archive') : change(line, 'archive', 'unarchive')),
    remove: (line: DocumentLine) => void change(line, 'remove', 'bringBack'),
  };
}
