// The papers of a visit beside its prescription: summary, vital signs, sick note, referral. One small menu for the foot of a record.
import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFileDescription,
  IconHeartbeat,
  IconMailForward,
  IconNotes,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LetterKind, letterKind } from '../../domain/letters.ts';
import { useMay } from '../app/desk-context.tsx';
import { PrintPreview } from './PrintPreview.tsx';

const LetterDialog = lazy(async () => ({ default: (await import('./LetterDialog.tsx')).LetterDialog }));

const papers = [
  { kind: 'visitSummary', icon: IconFileDescription },
  { kind: 'vitalsSheet', icon: IconHeartbeat },
  { kind: 'sickNote', icon: IconNotes },
  { kind: 'referral', icon: IconMailForward },
] as const;
type Paper = (typeof papers)[number]['kind'];

type PrintMenuProps = {
  appointmentId: string;
  /** What is typed is saved first, where a record is being written; false when it was refused. */
  beforePrint?: () => Promise<boolean>;
};

export function PrintMenu({ appointmentId, beforePrint }: PrintMenuProps) {
  const { t } = useTranslation('printing');
  const [open, setOpen] = useState<Paper | null>(null);
  const mayPrint: Record<Paper, boolean> = {
    visitSummary: useMay('print.visitSummary'),
    vitalsSheet: useMay('print.vitalsSheet'),
    sickNote: useMay('print.sickNote'),
    referral: useMay('print.referral'),
  };
  const offered = papers.filter(({ kind }) => mayPrint[kind]);
  const choose = async (kind: Paper) => {
    if (!beforePrint || (await beforePrint())) setOpen(kind);
  };
  const close = () => setOpen(null);
  if (offered.length === 0) return null;
  return (
    <>
      <Menu position="top-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('menu.open')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map(({ kind, icon: Icon }) => (
            <Menu.Item
              key={kind}
              leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
              onClick={() => void choose(kind)}
            >
              {t(`menu.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isLetter(open) && (
        <Suspense fallback={null}>
          <LetterDialog appointmentId={appointmentId} kind={open} onClose={close} />
        </Suspense>
      )}
      <PrintPreview
        document={open === 'visitSummary' || open === 'vitalsSheet' ? { kind: open, appointmentId } : null}
        onClose={close}
      />
    </>
  );
}

const isLetter = (paper: Paper | null): paper is LetterKind => letterKind.safeParse(paper).success;
