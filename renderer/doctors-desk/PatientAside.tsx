// Beside a list: what I want to remember about one patient, and the doctors' notes. Their reading is audited, so only one is open at a time.
import { Button, CloseButton, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { ASIDE_ID } from './aside.ts';
import classes from './Desk.module.css';
import { DoctorNotes } from './DoctorNotes.tsx';

type PatientAsideProps = { patientId: string; name: string; onClose: () => void };

export function PatientAside({ patientId, name, onClose }: PatientAsideProps) {
  const { t } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const { data: saved } = useQuery(
    trpc.doctorsDesk.savedOne.queryOptions({ patientId }, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  );
  const close = () => {
    onClose();
    document.querySelector<HTMLElement>('main tr[tabindex="0"]')?.focus();
  };
  usePageHotkeys([{ keys: 'Escape', label: t('panel.close'), act: close }], { inFields: true });
  const place = document.getElementById(ASIDE_ID);
  if (!place) return null;
  return createPortal(
    <aside className={classes.panel} aria-label={t('panel.title', { name })}>
      <div className={classes.panelHead}>
        <h2>{name}</h2>
        <CloseButton aria-label={t('panel.close')} onClick={close} />
      </div>
      <Link to="/patients/$patientId" params={{ patientId }}>
        {t('panel.page')}
      </Link>
      {saved && <ConsultationNotes key={patientId} patientId={patientId} saved={saved} />}
      <section aria-label={t('notes.title')}>
        <h3>{t('notes.title')}</h3>
        <DoctorNotes patientId={patientId} />
      </section>
    </aside>,
    place,
  );
}

type SavedOne = { consultationNotes: string; updatedAtMs: number };

function ConsultationNotes({ patientId, saved }: { patientId: string; saved: SavedOne }) {
  const { t } = useTranslation('doctorsDesk');
  const client = useTRPCClient().doctorsDesk;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState(saved.consultationNotes);
  const [isBusy, setIsBusy] = useState(false);
  const seen = useRef(saved);
  const keep = async (consultationNotes: string): Promise<boolean> => {
    setIsBusy(true);
    try {
      const { updatedAtMs } = await client.writeNotes.mutate({
        patientId,
        consultationNotes,
        seenMs: seen.current.updatedAtMs,
      });
      seen.current = { consultationNotes, updatedAtMs };
      void queries.invalidateQueries(trpc.doctorsDesk.saved.pathFilter());
      return true;
    } catch (error) {
      showFailure(error);
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  const keepTyped = async () => {
    const before = seen.current.consultationNotes;
    if (!(await keep(text))) return;
    const undo = () => void keep(before).then((isBack) => isBack && setText(before));
    notifyDone(t('panel.keptNotes'), { undo, about: `notes of ${patientId}` });
  };
  const isChanged = text.trim() !== seen.current.consultationNotes;
  return (
    <>
      <Textarea
        mt="xs"
        label={t('panel.consultationNotes')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) void keepTyped();
        }}
      />
      {isChanged && (
        <Button
          mt={6}
          size="compact-sm"
          loading={isBusy}
          rightSection={<KeyHint>Ctrl ↵</KeyHint>}
          onClick={() => void keepTyped()}
        >
          {t('panel.keepNotes')}
        </Button>
      )}
    </>
  );
}
