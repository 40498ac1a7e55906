// A new member of staff: who, as what, and the first password, which they change when they first sign in.
import { Button, Checkbox, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StaffRole, staffRoles } from '../../domain/accounts.ts';
import { useDesk } from '../app/desk-context.tsx';
import { notifyDone } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { languages } from '../doorstep/DoorFrame.tsx';
import { Refusal } from '../doorstep/Refusal.tsx';
import { DepartmentSelect } from './DepartmentSelect.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { SidePanel } from './SidePanel.tsx';

export function HirePanel({ close }: { close: () => void }) {
  const { t } = useTranslation(['staff', 'common']);
  const { clinic } = useDesk();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  const [mobile, setMobile] = useState('');
  const [role, setRole] = useState<StaffRole>('receptionist');
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [locale, setLocale] = useState(clinic.locale);
  const [isTyped, setTyped] = useState(false);
  const [password, setPassword] = useState('');
  const create = useMutation(
    trpc.staff.create.mutationOptions({
      onSuccess: ({ shownOnce }) => {
        // A new doctor is on the set-up's lists and the day grid, too.
        void cache.invalidateQueries();
        notifyDone(t('hire.done', { name: fullName }));
        if (shownOnce === null) close();
      },
    }),
  );
  const shownOnce = create.data?.shownOnce;
  if (shownOnce) {
    return (
      <SidePanel title={fullName} close={close}>
        <ShownOnce
          title={t('once.password', { name: fullName })}
          help={t('once.passwordHelp')}
          secret={shownOnce}
          done={close}
        />
      </SidePanel>
    );
  }
  return (
    <SidePanel title={t('hire.title')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const mobileNumber = mobile.trim() === '' ? null : mobile.replace(/\D/g, '');
          const member = {
            fullName,
            email,
            mobileNumber,
            role,
            locale,
            departmentId: role === 'doctor' ? departmentId : null,
          };
          create.mutate(isTyped ? { ...member, password } : member);
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('column.name')}
            autoFocus
            required
            withAsterisk={false}
            maxLength={120}
            value={fullName}
            onChange={(event) => setFullName(event.currentTarget.value)}
          />
          <TextInput
            label={t('column.email')}
            description={t('emailHelp')}
            type="email"
            required
            withAsterisk={false}
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <TextInput
            label={t('column.phone10')}
            inputMode="numeric"
            value={mobile}
            onChange={(event) => setMobile(event.currentTarget.value)}
          />
          <Select
            label={t('column.role')}
            data={staffRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
            value={role}
            onChange={(value) => setRole(staffRoles.find((known) => known === value) ?? role)}
          />
          {role === 'doctor' && <DepartmentSelect value={departmentId} onChange={setDepartmentId} />}
          <Select
            label={t('language')}
            data={languages}
            value={locale}
            onChange={(value) => setLocale(value === 'vi' ? 'vi' : 'en')}
          />
          <Checkbox
            label={t('hire.typed')}
            description={t('hire.typedHelp')}
            checked={isTyped}
            onChange={(event) => setTyped(event.currentTarget.checked)}
          />
          {isTyped && (
            <PasswordInput
              label={t('hire.password')}
              autoComplete="new-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          <Refusal error={create.error} />
          <Button type="submit" loading={create.isPending}>
            {t('hire.save')}
          </Button>
        </Stack>
      </form>
    </SidePanel>
  );
}
