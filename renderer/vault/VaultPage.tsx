// Safety and backups: is the last copy proven, where are the copies, does a restore work, and who did what.
import { Tabs, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { LeavingPanel } from '../leaving/LeavingPanel.tsx';
import { AuditTrail } from './AuditTrail.tsx';
import { BackupList } from './BackupList.tsx';
import { GlassReview } from './GlassReview.tsx';
import { ProofPanel } from './ProofPanel.tsx';
import { RecoveryPanel } from './RecoveryPanel.tsx';
import { SecondPlace } from './SecondPlace.tsx';
import classes from './Vault.module.css';

export function VaultPage() {
  const { t } = useTranslation(['vault', 'common', 'chart', 'leaving']);
  const trpc = useTRPC();
  const { data: status } = useQuery(trpc.vault.status.queryOptions(undefined, { staleTime: 0 }));
  const { patient } = useSearch({ from: '/vault' });
  return (
    <Tabs
      defaultValue={patient === undefined ? 'backups' : 'audit'}
      keepMounted={false}
      className={classes.page ?? ''}
    >
      <PageBar>
        <Title order={1} fz="md">
          {t('common:nav.vault')}
        </Title>
      </PageBar>
      <Tabs.List className={classes.tabs ?? ''}>
        <Tabs.Tab value="backups">{t('tab.backups')}</Tabs.Tab>
        <Tabs.Tab value="leaving">{t('leaving:tab')}</Tabs.Tab>
        <Tabs.Tab value="audit">{t('tab.audit')}</Tabs.Tab>
        <Tabs.Tab value="glass">{t('chart:review.tab')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="backups" className={classes.panel ?? ''}>
        {status && (
          <div className={classes.columns}>
            <BackupList status={status} />
            <div className={classes.side}>
              <ProofPanel status={status} />
              <SecondPlace place={status.secondPlace} />
              <RecoveryPanel />
            </div>
          </div>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="leaving" className={classes.panel ?? ''}>
        <LeavingPanel />
      </Tabs.Panel>
      <Tabs.Panel value="audit" className={classes.panel ?? ''}>
        <AuditTrail startPatientId={patient ?? null} />
      </Tabs.Panel>
      <Tabs.Panel value="glass" className={classes.panel ?? ''}>
        <GlassReview />
      </Tabs.Panel>
    </Tabs>
  );
}
