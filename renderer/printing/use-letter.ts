// A letter being written: its text follows its facts until somebody changes the words. Every pause is kept, so that nothing typed is lost.
import type { inferRouterOutputs } from '@trpc/server';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  fillLetter,
  daysAway,
  type LetterDraft,
  letterDraft,
  type LetterKind,
  standardLetter,
} from '../../domain/letters.ts';
import type { AppRouter } from '../../electron/api/router.ts';
import { useDesk } from '../app/desk-context.tsx';
import { DraftJournal } from '../app/draft-journal.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { useFlushOnLeaving } from '../app/use-flush-on-leaving.ts';
import { dayText, useClinicToday } from '../patients/patient-facts.ts';

export type LetterStart = inferRouterOutputs<AppRouter>['letters']['start'];
/** The text the software brings. */
export const STANDARD = 'standard';

type Subject = { appointmentId: string; kind: LetterKind };

export function useLetter(subject: Subject, start: LetterStart, kept: string | null) {
  const { kind } = subject;
  const client = useTRPCClient();
  const { t } = useTranslation('printing');
  const { clinic } = useDesk();
  const today = useClinicToday();
  const filled = (draft: LetterDraft): LetterDraft => ({
    ...draft,
    text: fillLetter(contentOf(draft.templateId), {
      ...start.fields,
      from: dayText(draft.fromDate),
      until: dayText(draft.untilDate),
      days: String(daysAway(draft.fromDate, draft.untilDate)),
      to: draft.to,
      diagnosis: draft.diagnosis,
    }),
    isOwnText: false,
  });
  const contentOf = (templateId: string) =>
    start.templates.find(({ id }) => id === templateId)?.content ?? standardLetter[kind][clinic.locale];
  const [beginning] = useState(() =>
    filled({
      // The clinic's own text comes before the one the software brings.
      templateId: start.templates[0]?.id ?? STANDARD,
      fromDate: today,
      untilDate: today,
      to: '',
      diagnosis: start.fields.diagnosis,
      text: '',
      isOwnText: false,
    }),
  );
  const [draft, setDraft] = useState(() => readDraft(kept) ?? beginning);
  const latest = useRef(draft);
  const [journal] = useState(
    () => new DraftJournal((content) => client.drafts.keep.mutate({ ...subject, content })),
  );
  useFlushOnLeaving(journal);
  const change = (next: LetterDraft) => {
    latest.current = next;
    setDraft(next);
    journal.changed(() => JSON.stringify(latest.current));
  };
  return {
    draft,
    journal,
    set: (part: Partial<LetterDraft>) => {
      const next = { ...latest.current, ...part };
      // Words somebody chose are never overwritten; another template is asked for by the button.
      change(next.isOwnText ? next : filled(next));
    },
    write: (text: string) => change({ ...latest.current, text, isOwnText: true }),
    fillAgain: () => change(filled(latest.current)),
    startOver: async () => {
      const before = latest.current;
      await journal.hold();
      await client.drafts.discard.mutate(subject).catch(showFailure);
      latest.current = beginning;
      setDraft(beginning);
      journal.reset();
      notifyDone(t('letter.startedOver'), { undo: () => change(before), about: `letter:${kind}` });
    },
  };
}

function readDraft(kept: string | null): LetterDraft | null {
  if (kept === null) return null;
  try {
    const read = letterDraft.safeParse(JSON.parse(kept));
    return read.success ? read.data : null;
  } catch {
    // Written by another version of the app: begin anew, the journal keeps the old rows until they are replaced.
    return null;
  }
}
