// The time line of what was typed and not saved yet: each kept version with its moment, looked at, and taken back into the form.
import { Button, Modal } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftKind } from '../../domain/drafts.ts';
import { useDesk } from '../app/desk-context.tsx';
import type { DraftJournal } from '../app/draft-journal.ts';
import { useTRPC } from '../app/trpc.ts';
import { useUndoHistory } from '../app/undo-history.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { clockText } from './chart.ts';
import classes from './DraftVersions.module.css';
import { type Draft, readDraft, type RecordFieldName, type RecordFields } from './record-fields.ts';
import type { RecordForm } from './use-record-form.ts';

export type VersionsOf = {
  kind: DraftKind;
  appointmentId: string;
  record: Pick<RecordForm, 'form' | 'beside'>;
};

export function DraftVersions({ journal, record, ...subject }: VersionsOf & { journal: DraftJournal }) {
  const { t } = useTranslation('doctorsDesk');
  const { clinic } = useDesk();
  const history = useUndoHistory();
  const [isOpen, setIsOpen] = useState(false);
  const open = async () => {
    // What was typed last is a version too.
    await journal.flush();
    setIsOpen(true);
  };
  const { form, beside } = record;
  const write = (draft: Draft) => {
    form.setValues(draft.fields);
    // A draft of an older make says nothing of lines and codes: they stay.
    if (draft.beside) beside.reset(draft.beside);
  };
  const restore = (draft: Draft, atMs: number) => {
    const before = { fields: { ...form.getValues() }, beside: beside.now(), basedOnMs: draft.basedOnMs };
    const done = t('versions.restored', { time: clockText(atMs, clinic.timeZone) });
    write(draft);
    setIsOpen(false);
    history.did({
      about: `draft ${subject.appointmentId}`,
      texts: { done, undone: t('versions.undone'), redone: done },
      undo: async () => write(before),
      redo: async () => write(draft),
    });
  };
  usePageHotkeys([{ keys: 'alt+V', label: t('versions.title'), act: () => void open() }], { inFields: true });
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconHistory size={14} aria-hidden />}
        aria-keyshortcuts="Alt+V"
        title={`${t('versions.title')}  Alt+V`}
        onClick={() => void open()}
      >
        {t('versions.open')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('versions.title')}
        size={860}
        closeButtonProps={{ 'aria-label': t('panel.close') }}
      >
        <TimeLine subject={subject} onRestore={restore} />
      </Modal>
    </>
  );
}

type TimeLineProps = {
  subject: { kind: DraftKind; appointmentId: string };
  onRestore: (draft: Draft, atMs: number) => void;
};

function TimeLine({ subject, onRestore }: TimeLineProps) {
  const { t } = useTranslation('doctorsDesk');
  const { clinic } = useDesk();
  const trpc = useTRPC();
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const fresh = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY };
  const { data: versions } = useQuery(trpc.drafts.versions.queryOptions(subject, fresh));
  const chosen = versions?.[at];
  const { data: draft } = useQuery(
    trpc.drafts.version.queryOptions(
      { ...subject, versionId: chosen?.id ?? 0 },
      { ...fresh, enabled: chosen !== undefined, placeholderData: (old) => old },
    ),
  );
  const isThere = versions !== undefined;
  useEffect(() => {
    if (isThere) list.current?.focus();
  }, [isThere]);
  if (!versions) return <div aria-busy />;
  if (versions.length === 0) return <p>{t('versions.none')}</p>;
  const shown = draft ? readDraft(draft.content) : null;
  const restore = () => shown && chosen && onRestore(shown, chosen.atMs);
  const keys: Record<string, () => unknown> = {
    ArrowDown: () => setAt(Math.min(versions.length - 1, at + 1)),
    ArrowUp: () => setAt(Math.max(0, at - 1)),
    Enter: restore,
  };
  return (
    <div className={classes.both}>
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label={t('versions.title')}
        aria-activedescendant={`draft-version-${at}`}
        className={classes.list}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
      >
        {versions.map(({ id, atMs }, index) => (
          <div
            key={id}
            id={`draft-version-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes.version}
            onMouseDown={() => setAt(index)}
          >
            {clockText(atMs, clinic.timeZone)}
          </div>
        ))}
      </div>
      <div className={classes.view}>
        {draft && !shown && <p>{t('versions.unreadable')}</p>}
        {shown && <Written fields={shown.fields} />}
        <div className={classes.foot}>
          <span className={classes.hint}>{t('versions.hint')}</span>
          <Button
            size="compact-sm"
            disabled={!shown}
            rightSection={<KeyHint>↵</KeyHint>}
            onClick={() => restore()}
          >
            {t('versions.restore')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Written({ fields }: { fields: RecordFields }) {
  const { t } = useTranslation(['doctorsDesk', 'consultation']);
  const filled = (Object.keys(fields) as RecordFieldName[]).filter((name) => fields[name].trim() !== '');
  if (filled.length === 0) return <p>{t('versions.empty')}</p>;
  return (
    <dl className={classes.fields}>
      {filled.map((name) => (
        <div key={name}>
          <dt>{labelOf(name, t)}</dt>
          <dd>{fields[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

function labelOf(
  name: RecordFieldName,
  t: ReturnType<typeof useTranslation<['doctorsDesk', 'consultation']>>['t'],
): string {
  switch (name) {
    case 'diagnosis':
    case 'prescription':
    case 'treatmentPlan':
    case 'notes':
    case 'followUpDate':
      return t(`consultation:field.${name}`);
    default:
      return t(`consultation:vitals.${name}`);
  }
}
