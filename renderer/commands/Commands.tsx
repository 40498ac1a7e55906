// The palette and the list of keys, from every page: their keys, their two buttons in the bar, and whom the palette remembers.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { focusNewestToast } from '../app/toast.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyList } from './KeyList.tsx';
import { Palette } from './Palette.tsx';
import { useReturningDialog } from './use-returning-dialog.ts';
import { rememberPatient } from './used.ts';

export function Commands() {
  const { t } = useTranslation('commands');
  const palette = useReturningDialog();
  const keys = useReturningDialog();
  useRememberedPatient();
  usePageHotkeys(
    [
      { keys: ['mod+K', 'mod+shift+P'], label: t('palette.title'), act: palette.open, inPalette: false },
      { keys: 'F8', label: t('does.toast'), act: focusNewestToast },
      { keys: 'F1', label: t('keys.title'), act: keys.open },
    ],
    { isEverywhere: true, inFields: true },
  );
  usePageHotkeys([{ keys: ['?', 'shift+?'], label: t('keys.title'), act: keys.open, inPalette: false }], {
    isEverywhere: true,
  });
  return (
    <>
      <Tooltip label={`${t('palette.title')}  Ctrl+K`}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t('palette.title')}
          aria-keyshortcuts="Control+K"
          onClick={palette.open}
        >
          <IconSearch size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('keys.title')}  ?`}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t('keys.title')}
          aria-keyshortcuts="Shift+? F1"
          onClick={keys.open}
        >
          <IconKeyboard size={19} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Palette isOpen={palette.isOpen} onClose={palette.close} />
      <KeyList isOpen={keys.isOpen} onClose={keys.close} />
    </>
  );
}

/** Whoever's card was opened, from wherever, is at hand again. */
function useRememberedPatient(): void {
  const { userId } = useDesk().user;
  const { patientId } = useParams({ strict: false });
  useEffect(() => {
    if (patientId !== undefined) rememberPatient(userId, patientId);
  }, [userId, patientId]);
}
