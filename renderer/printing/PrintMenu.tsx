// The papers of a visit: prescription, with a key of its own, summary, vital signs, sick note, referral. One small menu for the foot of a record.
import { Button, Kbd, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFileDescription,
  IconHeartbeat,
  IconMailForward,
  IconNotes,
  IconPill,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LetterKind, letterKind } from '../../domain/letters.ts';
import { useMay } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { PrintPreview } from './PrintPreview.tsx';

const LetterDialog = lazy(async () => ({ default: (await import('./LetterDialog.tsx')).LetterDialog }));

const papers = [
  { kind: 'prescription', icon: IconPill },
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
    prescription: useMay('print.prescription'),
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
  usePageHotkeys(
    [
      {
        keys: 'mod+P',
        label: t('menu.prescription'),
        act: () => void choose('prescription'),
        when: mayPrint.prescription,
      },
    ],
    { inFields: true },
  );
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
              rightSection={kind === 'prescription' && <Kbd size="xs">Ctrl P</Kbd>}
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
        document={open === null || isLetter(open) ? null : { kind: open, appointmentId }}
        onClose={close}
      />
    </>
  );
}

const isLetter = (paper: Paper | null): paper is LetterKind & Paper => letterKind.safeParse(paper).success;
