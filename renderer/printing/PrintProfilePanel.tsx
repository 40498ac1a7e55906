// How one paper is printed on this PC: printer, paper, copies, margins, and a page to try them out before and after saving.
import { Alert, Button, Text, TextInput } from '@mantine/core';
import { IconPrinterOff, IconRestore, IconRulerMeasure } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Paper,
  marginsOf,
  papersOf,
  printProfileInput,
  type PrintProfile,
  type PrintProfileInput,
} from '../../domain/print-profiles.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { Choice } from '../setup/Choice.tsx';
import { EditPanel } from '../setup/EditPanel.tsx';
import panelClasses from '../setup/EditPanel.module.css';
import { useEditForm } from '../setup/use-edit-form.ts';
import { PrintPreview } from './PrintPreview.tsx';
import type { KnownPrinters, ProfileLine } from './print-document.ts';
import { usePaperNames } from './use-paper-names.ts';

type PanelProps = {
  line: ProfileLine;
  /** Undefined while the system is asked. */
  printers: KnownPrinters | undefined;
  onClose: () => void;
  onReload: () => void;
};

const MARGINS = ['marginTopMm', 'marginRightMm', 'marginBottomMm', 'marginLeftMm'] as const;
const SIDES = ['top', 'right', 'bottom', 'left'] as const;
const LABEL_OF = {
  marginTopMm: 'profiles.marginTop',
  marginRightMm: 'profiles.marginRight',
  marginBottomMm: 'profiles.marginBottom',
  marginLeftMm: 'profiles.marginLeft',
} as const;

export function PrintProfilePanel({ line, printers, onClose, onReload }: PanelProps) {
  const { t } = useTranslation('printing');
  const { documentName, paperName } = usePaperNames();
  const changes = useProfileChanges(line);
  const { document, profile, setup } = line;
  const [trying, setTrying] = useState<PrintProfileInput | null>(null);
  const [printerName, setPrinterName] = useState(setup.printerName);
  const [paper, setPaper] = useState<Paper>(setup.paper);
  const margins = Object.fromEntries(MARGINS.map((name) => [name, profile?.[name]?.toString() ?? '']));
  const edit = useEditForm({
    edited: { list: 'printProfiles', row: { id: document, updatedAtMs: profile?.updatedAtMs ?? null } },
    start: { printerName: setup.printerName, paper: setup.paper, copies: String(setup.copies), ...margins },
    schema: printProfileInput,
    toInput: (fields) => inputOf(fields, document),
    save: ({ updatedAtMs }, values) => changes.save(updatedAtMs, values),
    done: t('profiles.saved', { document: documentName(document) }),
    undo: changes.undoSave,
    onDone: onClose,
  });
  const { form } = edit;
  // Told to the form as its own fields tell it: setting a value from outside draws the field anew, and the keyboard is lost.
  const printerField = form.getInputProps('printerName');
  const paperField = form.getInputProps('paper');
  const tryOut = () => {
    const read = printProfileInput.safeParse(inputOf(form.getValues(), document));
    if (read.success) setTrying(read.data);
    // Says at the fields what is wrong with them.
    else edit.submit();
  };
  usePageHotkeys([{ keys: 'mod+T', label: t('profiles.test'), act: tryOut }], { inFields: true });
  const isGone =
    printers !== undefined && printerName !== null && !printers.some(({ name }) => name === printerName);

  return (
    <>
      <EditPanel
        title={documentName(document)}
        form={edit}
        onClose={onClose}
        onReload={onReload}
        after={
          <>
            <div>
              <Button
                variant="default"
                fullWidth
                leftSection={<IconRulerMeasure size={16} aria-hidden />}
                rightSection={<KeyHint>Ctrl T</KeyHint>}
                onClick={tryOut}
              >
                {t('profiles.test')}
              </Button>
              <Text size="xs" c="dimmed" mt={4}>
                {t('profiles.testHint')}
              </Text>
            </div>
            {profile && (
              <Button
                variant="subtle"
                leftSection={<IconRestore size={16} aria-hidden />}
                loading={changes.isResetting}
                onClick={() =>
                  changes.reset(profile, () => {
                    edit.discard();
                    onClose();
                  })
                }
              >
                {t('profiles.reset')}
              </Button>
            )}
          </>
        }
      >
        <Choice
          key={form.key('printerName')}
          {...printerField}
          onChange={(value) => {
            printerField.onChange(value);
            setPrinterName(value);
          }}
          className={panelClasses.wide}
          label={t('printer')}
          placeholder={t('profiles.default')}
          clearable
          data={[
            ...(printers ?? []).map(({ name, label }) => ({ value: name, label })),
            ...(isGone && printerName
              ? [{ value: printerName, label: t('profiles.gone', { printer: printerName }) }]
              : []),
          ]}
          data-autofocus
        />
        {isGone && <Gone text={t('profiles.goneHint')} />}
        {!isGone && printers?.length === 0 && <Gone text={t('profiles.noPrinter')} />}
        <Choice
          key={form.key('paper')}
          {...paperField}
          onChange={(value) => {
            paperField.onChange(value);
            setPaper(papersOf[document].find((each) => each === value) ?? setup.paper);
          }}
          label={t('profiles.paper')}
          allowDeselect={false}
          data={line.papers.map((each) => ({ value: each, label: paperName(each) }))}
        />
        <TextInput
          key={form.key('copies')}
          {...form.getInputProps('copies')}
          label={t('copies')}
          inputMode="numeric"
          maxLength={2}
          autoComplete="off"
        />
        {MARGINS.map((name, at) => (
          <TextInput
            key={form.key(name)}
            {...form.getInputProps(name)}
            label={t(LABEL_OF[name])}
            placeholder={String(marginsOf[paper][SIDES[at] ?? 'top'])}
            inputMode="decimal"
            maxLength={5}
            autoComplete="off"
          />
        ))}
        <Text size="xs" c="dimmed" className={panelClasses.wide}>
          {t('profiles.marginsHint')}
        </Text>
      </EditPanel>
      <PrintPreview
        document={trying && { kind: 'testPage', profile: trying }}
        onClose={() => setTrying(null)}
      />
    </>
  );
}

const Gone = ({ text }: { text: string }) => (
  <Alert
    className={panelClasses.wide}
    color="yellow"
    variant="light"
    p="sm"
    icon={<IconPrinterOff size={17} aria-hidden />}
  >
    {text}
  </Alert>
);

function inputOf(fields: Record<string, string | null>, document: PrintProfileInput['document']): unknown {
  const number = (text: string | null | undefined) => (text?.trim() ? Number(text.replace(',', '.')) : null);
  return {
    document,
    printerName: fields['printerName'] || null,
    paper: fields['paper'],
    copies: number(fields['copies']),
    ...Object.fromEntries(MARGINS.map((name) => [name, number(fields[name])])),
  };
}

/** Saving and setting back, each with its way back. */
function useProfileChanges({ document }: ProfileLine) {
  const { t } = useTranslation('printing');
  const { documentName } = usePaperNames();
  const { printProfiles } = useTRPCClient();
  const queries = useQueryClient();
  const refreshed = () => queries.invalidateQueries();
  const save = (seenMs: number | null, values: PrintProfileInput) =>
    printProfiles.save.mutate({ seenMs, values });
  const takingBack = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: showFailure,
    onSuccess: refreshed,
  });
  const resetting = useMutation({
    mutationFn: (seenMs: number) => printProfiles.reset.mutate({ document, seenMs }),
    onError: showFailure,
  });
  return {
    save,
    undoSave: ({ before, saved }: Awaited<ReturnType<typeof save>>) =>
      takingBack.mutate(() =>
        before
          ? save(saved.updatedAtMs, valuesOf(before))
          : printProfiles.reset.mutate({ document, seenMs: saved.updatedAtMs }),
      ),
    isResetting: resetting.isPending,
    reset: ({ updatedAtMs }: PrintProfile, onDone: () => void) =>
      resetting.mutate(updatedAtMs, {
        onSuccess: async (before) => {
          await refreshed();
          notifyDone(t('profiles.wasReset', { document: documentName(document) }), {
            about: `printProfiles:${document}`,
            ...(before && { undo: () => takingBack.mutate(() => save(null, valuesOf(before))) }),
          });
          onDone();
        },
      }),
  };
}

const valuesOf = (profile: PrintProfile): PrintProfileInput => printProfileInput.parse(profile);
