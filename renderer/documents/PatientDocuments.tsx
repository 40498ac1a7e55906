// A patient's documents: bringing files in (dropped, pasted, picked, from the camera), finding them, and what can be done with each. Which
// one is open, and where its viewer stands, is the page's business.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentType } from '../../domain/documents.ts';
import { useMay } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { useTRPC } from '../app/trpc.ts';
import { AddDocuments } from './AddDocuments.tsx';
import type { DocumentLine } from './document-line.ts';
import { DocumentFilters } from './DocumentFilters.tsx';
import { DocumentList } from './DocumentList.tsx';
import classes from './documents.module.css';
import { DropZone } from './DropZone.tsx';
import { EditDocument } from './EditDocument.tsx';
import { StatisticsLine } from './StatisticsLine.tsx';
import { UploadList } from './UploadList.tsx';
import { useUploads } from './use-uploads.ts';

type PatientDocumentsProps = {
  patientId: string;
  /** The visit that new documents are added at. */
  appointmentId?: string | null;
  openId: string | null;
  onOpen: (line: DocumentLine | null) => void;
};

export function PatientDocuments(props: PatientDocumentsProps) {
  return useMay('document.read') ? (
    <Documents {...props} />
  ) : (
    <p className={classes.panel}>{failureText({ code: 'forbidden', permission: 'document.read' })}</p>
  );
}

function Documents({ patientId, appointmentId = null, openId, onOpen }: PatientDocumentsProps) {
  const trpc = useTRPC();
  const mayWrite = useMay('document.write');
  const uploads = useUploads(patientId);
  const [addedType, setAddedType] = useState<DocumentType>('OTHER');
  const [filter, setFilter] = useState({
    text: '',
    documentType: null as DocumentType | null,
    isArchived: false,
  });
  const [editing, setEditing] = useState<DocumentLine | null>(null);
  const { data: statistics } = useQuery(trpc.documents.statistics.queryOptions({ patientId }));
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(
    trpc.documents.list.infiniteQueryOptions(
      { patientId, ...filter },
      {
        getNextPageParam: (last) => last.next,
        initialCursor: null,
        placeholderData: (before) => before,
        gcTime: 0,
      },
    ),
  );
  const lines = data?.pages.flatMap((page) => page.lines);
  const add = (files: readonly File[]) =>
    uploads.add(files, { patientId, appointmentId, documentType: addedType });
  return (
    <DropZone onFiles={mayWrite ? add : null}>
      <div className={classes.panel}>
        {mayWrite && <AddDocuments type={addedType} onType={setAddedType} onFiles={add} />}
        <UploadList items={uploads.items} onRemove={uploads.remove} />
        <DocumentFilters
          filter={filter}
          onChange={setFilter}
          archivedCount={statistics?.archivedCount ?? 0}
        />
        {error && <p role="alert">{failureText(failureIn(error))}</p>}
        {lines && (
          <DocumentList
            lines={lines}
            openId={openId}
            isFiltered={filter.text !== '' || filter.documentType !== null}
            isArchive={filter.isArchived}
            onOpen={onOpen}
            onEdit={setEditing}
            onMore={hasNextPage ? () => void fetchNextPage() : null}
          />
        )}
        {statistics && <StatisticsLine statistics={statistics} />}
        {editing && <EditDocument line={editing} onClose={() => setEditing(null)} />}
      </div>
    </DropZone>
  );
}
