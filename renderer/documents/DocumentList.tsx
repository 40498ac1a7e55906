// The list of documents, each with its small picture, what is known of it and what can be done. Arrows walk; Enter opens.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { dayText } from '../patients/patient-facts.ts';
import { useClinicMoment } from '../staff/use-clinic-moment.ts';
import { type DocumentLine, sizeText } from './document-line.ts';
import classes from './documents.module.css';
import { Thumbnail } from './Thumbnail.tsx';
import { Thumbnails } from './thumbnails.ts';
import { useDocumentChanges } from './use-document-changes.ts';

type DocumentListProps = {
  lines: readonly DocumentLine[];
  openId: string | null;
  isFiltered: boolean;
  isArchive: boolean;
  onOpen: (line: DocumentLine | null) => void;
  onEdit: (line: DocumentLine) => void;
  onMore: (() => void) | null;
};

export function DocumentList({ lines, isFiltered, isArchive, onMore, ...rowProps }: DocumentListProps) {
  const { t } = useTranslation('documents');
  const thumbnails = useThumbnails();
  if (lines.length === 0)
    return (
      <p className={classes.none}>
        {t(isFiltered ? 'list.noneFound' : isArchive ? 'list.noneArchived' : 'list.none')}
      </p>
    );
  return (
    <>
      <ul className={classes.list} onKeyDown={walk}>
        {lines.map((line) => (
          <DocumentRow key={line.id} line={line} thumbnails={thumbnails} {...rowProps} />
        ))}
      </ul>
      {onMore && (
        <Button variant="subtle" size="compact-sm" onClick={onMore}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}

/** They live as long as the list is on the screen. */
function useThumbnails(): Thumbnails | null {
  const client = useTRPCClient();
  const [thumbnails, setThumbnails] = useState<Thumbnails | null>(null);
  useEffect(() => {
    const made = new Thumbnails(client);
    setThumbnails(made);
    return () => made.forget();
  }, [client]);
  return thumbnails;
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement) || !event.target.matches('[data-document]'))
    return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-document]')];
  rows[rows.indexOf(event.target) + step]?.focus();
}

type DocumentRowProps = Pick<DocumentListProps, 'openId' | 'onOpen' | 'onEdit'> & {
  line: DocumentLine;
  thumbnails: Thumbnails | null;
};

function DocumentRow({ line, openId, onOpen, onEdit, thumbnails }: DocumentRowProps) {
  const { t } = useTranslation('documents');
  const moment = useClinicMoment();
  const isOpen = line.id === openId;
  const origin = [line.sourceDoctor, line.dateOfRecord && dayText(line.dateOfRecord)]
    .filter(Boolean)
    .join(', ');
  const facts = [
    t(`type.${line.documentType}`),
    line.fileType === 'pdf' ? t('list.pages', { count: line.pageCount }) : line.fileType.toUpperCase(),
    sizeText(line.fileSizeBytes),
  ].join(' · ');
  return (
    <li className={classes.row} data-open={isOpen || undefined}>
      <button
        type="button"
        className={classes.open}
        data-document={line.id}
        aria-expanded={isOpen}
        onClick={() => onOpen(isOpen ? null : line)}
      >
        <Thumbnail line={line} thumbnails={thumbnails} />
        <span className={classes.about}>
          <span className={classes.rowTitle}>{line.title}</span>
          {origin && <span>{origin}</span>}
          <span className={classes.dim}>{facts}</span>
          <span className={classes.dim}>
            {t('list.added', { when: moment(line.createdAtMs), name: line.addedByName ?? '–' })}
          </span>
          {line.notes && <span className={classes.notes}>{line.notes}</span>}
        </span>
      </button>
      <RowMenu line={line} onEdit={onEdit} onGone={() => isOpen && onOpen(null)} />
    </li>
  );
}

function RowMenu({
  line,
  onEdit,
  onGone,
}: {
  line: DocumentLine;
  onEdit: (line: DocumentLine) => void;
  onGone: () => void;
}) {
  const { t } = useTranslation('documents');
  const changes = useDocumentChanges();
  if (!useMay('document.write')) return null;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('list.actions', { title: line.title })}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => onEdit(line)}>
          {t('action.edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={
            line.isArchived ? <IconArchiveOff size={15} aria-hidden /> : <IconArchive size={15} aria-hidden />
          }
          onClick={() => {
            onGone();
            changes.archive(line);
          }}
        >
          {t(line.isArchived ? 'action.unarchive' : 'action.archive')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => {
            onGone();
            changes.remove(line);
          }}
        >
          {t('action.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
