// One's own texts and the clinic's in a list, one beside it to be written. A section of the set-up for admins, a dialog over the record for doctors.
import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { SetupList } from '../setup/SetupList.tsx';
import { useOpenRow } from '../setup/use-open-row.ts';
import { TemplatePanel } from './TemplatePanel.tsx';

export function TemplatesSection({ onClose }: { onClose?: () => void }) {
  const { t } = useTranslation(['prescribing', 'common']);
  const trpc = useTRPC();
  const { data: templates } = useQuery(trpc.templates.list.queryOptions());
  const open = useOpenRow();
  const row = templates?.find(({ id }) => id === open.openId) ?? null;
  return (
    <SetupList
      title={t('templates.title')}
      hint={t('templates.hint')}
      rows={templates}
      textOf={({ name, shortcut }) => `${name} ${shortcut}`}
      openId={open.openId}
      onOpen={open.show}
      onNew={open.showNew}
      newLabel={t('templates.new')}
      empty={{ text: t('templates.empty') }}
      tools={onClose && <CloseButton aria-label={t('close', { ns: 'common' })} onClick={onClose} />}
      columns={[
        { key: 'name', title: t('templates.name'), renderCell: ({ name }) => name },
        {
          key: 'kind',
          title: t('templates.what'),
          width: 130,
          renderCell: ({ kind }) => t(`templates.kind.${kind}`),
        },
        {
          key: 'shortcut',
          title: t('templates.shortcut'),
          width: 120,
          renderCell: ({ shortcut }) => shortcut && `/${shortcut}`,
        },
        {
          key: 'whose',
          title: t('templates.whose'),
          width: 120,
          renderCell: ({ doctorId }) => (doctorId === null ? t('templates.shared') : t('templates.own')),
        },
      ]}
      panel={
        open.isOpen && (
          <TemplatePanel key={open.panelKey} row={row} onClose={open.close} onReload={open.reload} />
        )
      }
    />
  );
}
