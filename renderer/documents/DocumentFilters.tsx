// Which of a patient's documents are listed: by words, by kind, those at hand or those put away.
import { Select, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentType, documentTypes } from '../../domain/documents.ts';
import classes from './documents.module.css';

type Filter = { text: string; documentType: DocumentType | null; isArchived: boolean };
type DocumentFiltersProps = { filter: Filter; onChange: (filter: Filter) => void; archivedCount: number };

/** A pause in typing: each search reads the chart and stands in the audit trail. */
const PAUSE_MS = 250;

export function DocumentFilters({ filter, onChange, archivedCount }: DocumentFiltersProps) {
  const { t } = useTranslation('documents');
  const [text, setText] = useState(filter.text);
  useEffect(() => {
    if (text === filter.text) return;
    const pause = setTimeout(() => onChange({ ...filter, text }), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, filter, onChange]);
  return (
    <div className={classes.filters} role="search">
      <TextInput
        className={classes.search}
        type="search"
        aria-label={t('filter.search')}
        placeholder={t('filter.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        className={classes.filterType}
        aria-label={t('filter.type')}
        placeholder={t('filter.everyType')}
        clearable
        value={filter.documentType}
        onChange={(documentType) => onChange({ ...filter, documentType })}
        data={documentTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('filter.which')}
        transitionDuration={0}
        value={filter.isArchived ? 'archived' : 'current'}
        onChange={(which) => onChange({ ...filter, isArchived: which === 'archived' })}
        data={[
          { value: 'current', label: t('filter.current') },
          { value: 'archived', label: t('filter.archived', { count: archivedCount }) },
        ]}
      />
    </div>
  );
}
