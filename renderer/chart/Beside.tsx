// Something of the timeline open beside today's record, read only: an earlier visit, a note, a document.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentEntry, NoteEntry, TimelineEntry } from '../../domain/timeline.ts';
import { dayText } from '../consultation/record-fields.ts';
import { DocumentViewer } from '../documents/DocumentViewer.tsx';
import { VisitBeside } from '../consultation/VisitBeside.tsx';
import classes from '../consultation/VisitBeside.module.css';

type BesideProps<Entry> = { entry: Entry; onClose: () => void };

export function Beside({ entry, onClose }: BesideProps<TimelineEntry>) {
  switch (entry.kind) {
    case 'visit':
      return <VisitBeside appointmentId={entry.id} onClose={onClose} />;
    case 'note':
      return <NoteBeside entry={entry} onClose={onClose} />;
    case 'document':
      return <DocumentBeside entry={entry} onClose={onClose} />;
  }
}

function NoteBeside({ entry, onClose }: BesideProps<NoteEntry>) {
  const { t } = useTranslation('chart');
  const who = [entry.doctorName, entry.isSharedWithPatient && t('beside.shared')].filter(Boolean).join(' · ');
  return (
    <Frame title={`${dayText(entry.date)} ${entry.time}`} who={who} onClose={onClose}>
      <p className={classes.words}>{entry.noteText}</p>
    </Frame>
  );
}

/** Its pages, with the viewer's own head and keys. */
function DocumentBeside({ entry, onClose }: BesideProps<DocumentEntry>) {
  const { id, title, fileName, sourceDoctor, date } = entry;
  return (
    <DocumentViewer
      key={id}
      line={{ id, title: title || fileName, sourceDoctor, dateOfRecord: date }}
      onClose={onClose}
    />
  );
}

type FrameProps = { title: string; who: string; onClose: () => void; children: ReactNode };

function Frame({ title, who, onClose, children }: FrameProps) {
  const { t } = useTranslation('chart');
  return (
    <section className={classes.beside} aria-label={t('beside.open')}>
      <header className={classes.head}>
        <div>
          <h2>{title}</h2>
          <p>{who}</p>
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={t('beside.close')} onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
