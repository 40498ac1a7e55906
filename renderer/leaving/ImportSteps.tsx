// From a file to a clinic: the file is read and checked whole, then somebody says who they are in it, then the recovery code.
import { Alert, Button, Group, PasswordInput, Select, Stack, Text } from '@mantine/core';
import { IconCheck, IconFileImport } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSummary } from '../../domain/leaving.ts';
import { useTRPC } from '../app/trpc.ts';
import { NewPasswordField } from '../doorstep/NewPasswordField.tsx';
import { RecoveryStep } from '../doorstep/RecoveryStep.tsx';
import { Refusal } from '../doorstep/Refusal.tsx';
import { useMoment } from '../doorstep/use-moment.ts';
import { ASK_EVERY_MS, PackProgress } from './PackProgress.tsx';

type Admin = { adminUserId: string; password: string; ownPassword: string };

/** `replaces`: a clinic is open and gives its place; its admin is asked for the password once more. */
export function ImportSteps({ replaces = false }: { replaces?: boolean }) {
  const { t } = useTranslation('leaving');
  const trpc = useTRPC();
  const [summary, setSummary] = useState<ExportSummary | null>(null);
  const [admin, setAdmin] = useState<Admin | null>(null);
  const bringIn = useMutation(trpc.doorstep.bringClinicIn.mutationOptions());
  const { progress, stop } = useBringingIn(bringIn.isPending);
  if (!summary) return <FileStep next={setSummary} />;
  if (!admin) return <WhoStep summary={summary} replaces={replaces} next={setAdmin} />;
  return (
    <Stack gap="md">
      <RecoveryStep
        clinicName={summary.clinicName}
        back={() => setAdmin(null)}
        confirm={(typedGroups) =>
          bringIn.mutate({ ...admin, ownPassword: replaces ? admin.ownPassword : null, typedGroups })
        }
        isBusy={bringIn.isPending}
        error={bringIn.error}
      />
      {bringIn.isPending && <PackProgress label={t('progress.building')} progress={progress} onStop={stop} />}
    </Stack>
  );
}

function FileStep({ next }: { next: (summary: ExportSummary) => void }) {
  const { t } = useTranslation('leaving');
  const trpc = useTRPC();
  const [passphrase, setPassphrase] = useState('');
  const look = useMutation(trpc.doorstep.lookThroughExport.mutationOptions({ onSuccess: next }));
  const choose = useMutation(trpc.doorstep.chooseExport.mutationOptions({ onSuccess: () => look.reset() }));
  const { progress, stop } = useBringingIn(look.isPending);
  const name = choose.data?.name;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        look.mutate({ passphrase: passphrase === '' ? null : passphrase });
      }}
    >
      <Stack gap="md">
        <Group>
          <Button
            variant={name === undefined ? 'filled' : 'default'}
            autoFocus
            leftSection={<IconFileImport size={16} aria-hidden />}
            loading={choose.isPending}
            onClick={() => choose.mutate()}
          >
            {t('import.choose')}
          </Button>
          {name !== undefined && <Text size="sm">{t('import.chosen', { name })}</Text>}
        </Group>
        <Refusal error={choose.error} />
        {name !== undefined && (
          <PasswordInput
            label={t('import.passphrase')}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
        <Refusal error={look.error} />
        {look.isPending && <PackProgress label={t('progress.reading')} progress={progress} onStop={stop} />}
        {name !== undefined && (
          <Group justify="end">
            <Button type="submit" loading={look.isPending}>
              {t('import.look')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

type WhoStepProps = { summary: ExportSummary; replaces: boolean; next: (admin: Admin) => void };

function WhoStep({ summary, replaces, next }: WhoStepProps) {
  const { t } = useTranslation(['leaving', 'doorstep']);
  const trpc = useTRPC();
  const moment = useMoment();
  const [admin, setAdmin] = useState<Admin>({
    adminUserId: summary.admins[0]?.userId ?? '',
    password: '',
    ownPassword: '',
  });
  const [isRefused, setRefused] = useState(false);
  const person = summary.admins.find(({ userId }) => userId === admin.adminUserId);
  const about = [person?.fullName ?? '', person?.email ?? '', summary.clinicName];
  const rate = useMutation(
    trpc.doorstep.ratePassword.mutationOptions({
      onSuccess: ({ enough }) => (enough ? next(admin) : setRefused(true)),
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rate.mutate({ password: admin.password, about });
      }}
    >
      <Stack gap="md">
        <Alert color="teal" variant="light" p="xs" role="status" icon={<IconCheck size={18} aria-hidden />}>
          <Text size="sm" fw={600}>
            {t('import.found', { clinic: summary.clinicName, when: moment(summary.exportedAtMs) })}
          </Text>
          <Text size="sm">{t('import.counts', summary)}</Text>
          {summary.missingDocuments > 0 && (
            <Text size="sm">{t('import.missing', { count: summary.missingDocuments })}</Text>
          )}
        </Alert>
        <Select
          label={t('import.who')}
          description={t('import.whoHelp')}
          allowDeselect={false}
          data={summary.admins.map(({ userId, fullName, email }) => ({
            value: userId,
            label: `${fullName} · ${email}`,
          }))}
          value={admin.adminUserId}
          onChange={(adminUserId) => adminUserId !== null && setAdmin({ ...admin, adminUserId })}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        <NewPasswordField
          label={t('import.password')}
          about={about}
          autoFocus
          error={isRefused ? t('doorstep:password.notYet') : undefined}
          value={admin.password}
          onChange={(password) => {
            setRefused(false);
            setAdmin({ ...admin, password });
          }}
        />
        {replaces && (
          <>
            <Alert color="yellow" variant="light" p="xs">
              {t('import.replaces')}
            </Alert>
            <PasswordInput
              label={t('import.ownPassword')}
              required
              withAsterisk={false}
              autoComplete="current-password"
              value={admin.ownPassword}
              onChange={(event) => setAdmin({ ...admin, ownPassword: event.currentTarget.value })}
            />
          </>
        )}
        <Group justify="end">
          <Button type="submit" loading={rate.isPending}>
            {t('import.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useBringingIn(isRunning: boolean) {
  const trpc = useTRPC();
  const { data: progress } = useQuery(
    trpc.doorstep.bringingIn.queryOptions(undefined, {
      enabled: isRunning,
      refetchInterval: ASK_EVERY_MS,
      gcTime: 0,
      staleTime: 0,
    }),
  );
  const stopping = useMutation(trpc.doorstep.stopBringingIn.mutationOptions());
  return { progress, stop: () => stopping.mutate() };
}
