/**
 * Knows what each dialog answers when nobody is there to answer it: canceled; never what was asked.
 *
 * A test that wants another answer replaces the method, exactly as it must on real Electron:
 * `app.evaluate(({ dialog }) => { dialog.showSaveDialog = async () => ({ canceled: false, filePath: '…' }) })`.
 */
import type {
  Dialog,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogReturnValue,
  SaveDialogReturnValue,
} from 'electron';
import { loud } from './loud.ts';

type Offered = Record<
  keyof Pick<
    Dialog,
    'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showMessageBoxSync' | 'showErrorBox'
  >,
  unknown
>;

/** Dialogs take an optional window first. */
function optionsOf(args: unknown[]): MessageBoxOptions {
  return args.at(-1) as MessageBoxOptions;
}

/** The button Escape presses: the one named so, else one that reads as a refusal, else the first. */
function canceledResponse({ cancelId, buttons = [] }: MessageBoxOptions): number {
  if (cancelId !== undefined) return cancelId;
  return Math.max(
    0,
    buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
  );
}

export const dialog = loud('dialog', {
  showOpenDialog: async (): Promise<OpenDialogReturnValue> => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async (): Promise<SaveDialogReturnValue> => ({ canceled: true, filePath: '' }),
  showMessageBox: async (...args: unknown[]): Promise<MessageBoxReturnValue> => ({
    response: canceledResponse(optionsOf(args)),
    checkboxChecked: false,
  }),
  showMessageBoxSync: (...args: unknown[]): number => canceledResponse(optionsOf(args)),
  showErrorBox: (title: string, content: string): void => console.error(`[error box] ${title}: ${content}`),
} satisfies Offered);
