// Why the patient comes, told better after booking: reason, symptoms, the desk's notes. Time, doctor and patient are not edited here.
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitTexts } from '../../domain/appointment-changes.ts';
import { useDesk } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import type { Card } from './day.ts';
import { KeyHint } from './KeyHint.tsx';

type EditFormProps = {
  card: Card;
  /** With the version the typing began from. Answers whether it was saved. */
  onSave: (seen: Card, texts: VisitTexts) => Promise<boolean>;
  onLeave: () => void;
};
/** `seen` is null after a refusal: the newer version stands below the form, and the next save is meant for it. */
type Typing = { seen: Card | null; texts: VisitTexts };

/** What was typed and not saved, by person and visit: Esc, another visit and another page leave it as it is. */
const unsaved = new Map<string, Typing>();

export function EditForm({ card, onSave, onLeave }: EditFormProps) {
  const { t } = useTranslation('frontDesk');
  const key = `${useDesk().user.userId} ${card.id}`;
  const [typing, setTyping] = useState<Typing>(
    () => unsaved.get(key) ?? { seen: card, texts: textsOf(card) },
  );
  const [isSaving, setIsSaving] = useState(false);
  const { texts } = typing;
  const keep = (next: Typing) => {
    unsaved.set(key, next);
    setTyping(next);
  };
  const type = (patch: Partial<VisitTexts>) => keep({ ...typing, texts: { ...texts, ...patch } });
  const submit = async () => {
    if (isSaving) return;
    setIsSaving(true);
    const isSaved = await onSave(typing.seen ?? card, texts);
    setIsSaving(false);
    if (isSaved) unsaved.delete(key);
    else keep({ seen: null, texts });
  };
  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('edit.save') },
      { keys: 'Escape', label: t('does.leaveForm', { ns: 'commands' }) },
    ],
    { group: t('edit.title') },
  );
  return (
    <form
      aria-label={t('edit.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        else if (event.key === 'Escape') onLeave();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <Stack gap="sm">
        <TextInput
          autoFocus
          label={t('book.reason')}
          maxLength={500}
          value={texts.reason}
          onChange={(event) => type({ reason: event.currentTarget.value })}
        />
        <Textarea
          label={t('book.symptoms')}
          rows={3}
          maxLength={2000}
          value={texts.symptoms}
          onChange={(event) => type({ symptoms: event.currentTarget.value })}
        />
        <Textarea
          label={t('book.notes')}
          rows={2}
          maxLength={2000}
          value={texts.notes}
          onChange={(event) => type({ notes: event.currentTarget.value })}
        />
        <Group grow wrap="nowrap" gap="xs">
          <Button variant="default" onClick={onLeave} rightSection={<KeyHint>Esc</KeyHint>}>
            {t('book.leave')}
          </Button>
          <Button type="submit" loading={isSaving} rightSection={<KeyHint>Ctrl ⏎</KeyHint>}>
            {t('edit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const textsOf = ({ reason, symptoms, notes }: Card): VisitTexts => ({ reason, symptoms, notes });
