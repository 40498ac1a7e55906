// Writes a list to a file the person chooses, and says where it went.
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CsvListName } from '../../domain/csv-lists.ts';
import { spokenLocale } from '../app/i18n.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';

export function useCsvExport() {
  const { t } = useTranslation('setup');
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (list: CsvListName) =>
      client.setup.csv.save.mutate({ list, locale: spokenLocale(), fileName: t(`csv.list.${list}`) }),
    onSuccess: (saved) => {
      if (saved) notifyDone(t('csv.exported', { name: saved.name, count: saved.rows }));
    },
    onError: showFailure,
  });
}
