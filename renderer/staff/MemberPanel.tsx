// One member of staff: details, role, password, and the end or a new beginning of their access.
import { Alert, Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { staffRole, staffRoles } from '../../domain/accounts.ts';
import { notifyDone } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { Refusal } from '../doorstep/Refusal.tsx';
import { DepartmentSelect } from './DepartmentSelect.tsx';
import type { Member } from './member.ts';
import { ShownOnce } from './ShownOnce.tsx';
import { SidePanel } from './SidePanel.tsx';
import classes from './Staff.module.css';

export function MemberPanel({ member, close }: { member: Member; close: () => void }) {
  return (
    <SidePanel title={member.fullName} close={close}>
      <Details member={member} />
      {member.isHereNow ? <OwnAccountNote /> : <Access member={member} />}
    </SidePanel>
  );
}

/** What every change here does afterwards: names and doctors on every screen are asked again, and the desk says it is done. */
function useDone(): (text: string) => void {
  const cache = useQueryClient();
  return (text) => {
    void cache.invalidateQueries();
    notifyDone(text);
  };
}

function Details({ member }: { member: Member }) {
  const { t } = useTranslation(['staff', 'common']);
  const trpc = useTRPC();
  const done = useDone();
  const [fullName, setFullName] = useState(member.fullName);
  const [email, setEmail] = useState(member.email);
  const [mobile, setMobile] = useState(member.mobileNumber ?? '');
  const update = useMutation(
    trpc.staff.update.mutationOptions({ onSuccess: () => done(t('saved', { name: fullName })) }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const mobileNumber = mobile.trim() === '' ? null : mobile.replace(/\D/g, '');
        update.mutate({ userId: member.userId, fullName, email, mobileNumber });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('column.name')}
          required
          withAsterisk={false}
          value={fullName}
          onChange={(event) => setFullName(event.currentTarget.value)}
        />
        <TextInput
          label={t('column.email')}
          type="email"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label={t('column.phone10')}
          inputMode="numeric"
          value={mobile}
          onChange={(event) => setMobile(event.currentTarget.value)}
        />
        <Refusal error={update.error} />
        <Button type="submit" variant="default" loading={update.isPending}>
          {t('common:save')}
        </Button>
      </Stack>
    </form>
  );
}

function OwnAccountNote() {
  const { t } = useTranslation('staff');
  return (
    <Alert variant="light" p="xs">
      {t('ownAccount')}
    </Alert>
  );
}

function Access({ member }: { member: Member }) {
  const { t } = useTranslation('staff');
  // Kept here and not with its button: letting somebody back in changes which buttons there are.
  const [secret, setSecret] = useState<string | null>(null);
  if (secret !== null) {
    const title = t('once.password', { name: member.fullName });
    return (
      <ShownOnce title={title} help={t('once.passwordHelp')} secret={secret} done={() => setSecret(null)} />
    );
  }
  if (!member.isActive) return <BackAgain member={member} show={setSecret} />;
  return (
    <>
      <RoleOf member={member} />
      <PasswordOf member={member} show={setSecret} />
      <EndOf member={member} />
    </>
  );
}

function RoleOf({ member }: { member: Member }) {
  const { t } = useTranslation(['staff', 'common']);
  const trpc = useTRPC();
  const done = useDone();
  const [role, setRole] = useState(staffRole.parse(member.role));
  const [departmentId, setDepartmentId] = useState(member.departmentId);
  const change = useMutation(
    trpc.staff.changeRole.mutationOptions({ onSuccess: () => done(t('saved', { name: member.fullName })) }),
  );
  return (
    <section className={classes.section}>
      <Select
        label={t('column.role')}
        data={staffRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
        value={role}
        onChange={(value) => setRole(staffRoles.find((known) => known === value) ?? role)}
      />
      {role === 'doctor' && !member.departmentId && (
        <DepartmentSelect value={departmentId} onChange={setDepartmentId} />
      )}
      <Refusal error={change.error} />
      {role !== member.role && (
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate({ userId: member.userId, role, departmentId })}
        >
          {t('role.change')}
        </Button>
      )}
    </section>
  );
}

type Showing = { member: Member; show: (secret: string | null) => void };

function PasswordOf({ member, show }: Showing) {
  const { t } = useTranslation('staff');
  const trpc = useTRPC();
  const done = useDone();
  const reset = useMutation(
    trpc.staff.resetPassword.mutationOptions({
      onSuccess: ({ shownOnce }) => {
        show(shownOnce);
        done(t('password.isReset', { name: member.fullName }));
      },
    }),
  );
  return (
    <section className={classes.section}>
      <Text size="sm" c="dimmed">
        {t('password.help')}
      </Text>
      <Refusal error={reset.error} />
      <Button
        variant="default"
        loading={reset.isPending}
        onClick={() => reset.mutate({ userId: member.userId })}
      >
        {t('password.reset')}
      </Button>
    </section>
  );
}

function EndOf({ member }: { member: Member }) {
  const { t } = useTranslation('staff');
  const trpc = useTRPC();
  const done = useDone();
  const { data: visits = 0 } = useQuery(trpc.staff.visitsAhead.queryOptions({ userId: member.userId }));
  const end = useMutation(
    trpc.staff.deactivate.mutationOptions({
      onSuccess: () => done(t('end.done', { name: member.fullName })),
    }),
  );
  return (
    <section className={classes.section}>
      <Text size="sm" c="dimmed">
        {t('end.help')}
      </Text>
      {visits > 0 && (
        <Alert color="yellow" variant="light" p="xs">
          {t('end.visits', { count: visits })}
        </Alert>
      )}
      <Refusal error={end.error} />
      <Button
        variant="light"
        color="red"
        loading={end.isPending}
        onClick={() => end.mutate({ userId: member.userId })}
      >
        {t('end.now')}
      </Button>
    </section>
  );
}

function BackAgain({ member, show }: Showing) {
  const { t } = useTranslation('staff');
  const trpc = useTRPC();
  const done = useDone();
  const back = useMutation(
    trpc.staff.reactivate.mutationOptions({
      onSuccess: ({ shownOnce }) => {
        show(shownOnce);
        done(t('back.done', { name: member.fullName }));
      },
    }),
  );
  return (
    <section className={classes.section}>
      <Text size="sm" c="dimmed">
        {t('back.help')}
      </Text>
      <Refusal error={back.error} />
      <Button loading={back.isPending} onClick={() => back.mutate({ userId: member.userId })}>
        {t('back.now')}
      </Button>
    </section>
  );
}
