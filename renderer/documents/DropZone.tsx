// Takes files that are dropped on a panel or pasted while its page is open. A picture copied from another program is a file too.
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './documents.module.css';

/** `onFiles` null: nothing can be added here. */
export function DropZone({
  onFiles,
  children,
}: {
  onFiles: ((files: File[]) => void) | null;
  children: ReactNode;
}) {
  const { t } = useTranslation('documents');
  const [isOver, setIsOver] = useState(false);
  usePastedFiles(onFiles);
  const holdsFiles = (event: DragEvent) => onFiles !== null && event.dataTransfer.types.includes('Files');
  return (
    <div
      className={classes.dropZone}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        const isInside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!isInside) setIsOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        onFiles?.([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && (
        <div className={classes.dropHere} aria-hidden>
          <IconUpload size={20} /> {t('add.dropHere')}
        </div>
      )}
    </div>
  );
}

/** Text that is pasted into a field stays the field's. */
function usePastedFiles(onFiles: ((files: File[]) => void) | null): void {
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || !take.current) return;
      event.preventDefault();
      take.current(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
