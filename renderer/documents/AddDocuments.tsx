// The bar that brings documents in: what they are, the file dialog, the camera; dropping and pasting are said here and done by the drop zone.
import { Button, FileButton, Select } from '@mantine/core';
import { IconCamera, IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentType, documentTypes } from '../../domain/documents.ts';
import { CameraPanel } from './CameraPanel.tsx';
import classes from './documents.module.css';

type AddDocumentsProps = {
  type: DocumentType;
  onType: (type: DocumentType) => void;
  onFiles: (files: File[]) => void;
};

export function AddDocuments({ type, onType, onFiles }: AddDocumentsProps) {
  const { t } = useTranslation('documents');
  const [isCameraOpen, setIsCameraOpen] = useState(false);
  return (
    <div className={classes.add}>
      <span className={classes.addAs} aria-hidden>
        {t('add.as')}
      </span>
      <Select
        className={classes.addType}
        aria-label={t('add.as')}
        allowDeselect={false}
        value={type}
        onChange={(value) => value !== null && onType(value)}
        data={documentTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
      />
      <FileButton multiple accept="application/pdf,image/jpeg,image/png" onChange={onFiles}>
        {(props) => (
          <Button {...props} leftSection={<IconFileUpload size={16} aria-hidden />}>
            {t('add.choose')}
          </Button>
        )}
      </FileButton>
      <Button
        variant="default"
        leftSection={<IconCamera size={16} aria-hidden />}
        onClick={() => setIsCameraOpen(true)}
      >
        {t('add.camera')}
      </Button>
      <span className={classes.hint}>{t('add.hint')}</span>
      {isCameraOpen && (
        <CameraPanel onPicture={(file) => onFiles([file])} onClose={() => setIsCameraOpen(false)} />
      )}
    </div>
  );
}
