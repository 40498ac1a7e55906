// The clinic itself: name and print header, time and money, the day's grid, the lock. One form, saved as a whole.
import { Alert, Button, Group, Kbd, Textarea, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Clinic, locales } from '../../domain/clinic-setup.ts';
import { clinicInput } from '../../domain/clinic-setup-input.ts';
import { failureText } from '../app/failure-text.ts';
import { currencyChoices, timeZoneChoices } from '../app/places.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { Choice } from './Choice.tsx';
import { Part, Unit } from './ClinicPart.tsx';
import { ClinicQueue } from './ClinicQueue.tsx';
import classes from './ClinicSection.module.css';
import { TimeField } from './TimeField.tsx';
import { useEditForm } from './use-edit-form.ts';

export function ClinicSection() {
  const trpc = useTRPC();
  const { data: clinic } = useQuery(trpc.setup.clinic.queryOptions());
  const [take, setTake] = useState(0);
  return (
    clinic && (
      <ClinicForm key={`${take}:${clinic.updatedAtMs}`} clinic={clinic} onReload={() => setTake(take + 1)} />
    )
  );
}

type Fields = Record<
  'name' | 'address' | 'phone' | 'printHeader' | 'slotStartTime' | 'slotEndTime' | 'timeZone' | 'currency',
  string
> & {
  locale: Clinic['locale'];
  slotLengthMinutes: string;
  bookingHorizonDays: string;
  idleLockMinutes: string;
  waitWarnMinutes: string;
  waitAlarmMinutes: string;
  queueShowsNames: boolean;
  queueSpeaks: boolean;
};

const startOf = (clinic: Clinic): Fields => ({
  name: clinic.name,
  address: clinic.address,
  phone: clinic.phone,
  printHeader: clinic.printHeader,
  timeZone: clinic.timeZone,
  currency: clinic.currency,
  locale: clinic.locale,
  slotStartTime: clinic.slotStartTime,
  slotEndTime: clinic.slotEndTime,
  slotLengthMinutes: String(clinic.slotLengthMinutes),
  bookingHorizonDays: String(clinic.bookingHorizonDays),
  idleLockMinutes: String(clinic.idleLockMinutes),
  waitWarnMinutes: String(clinic.waitWarnMinutes),
  waitAlarmMinutes: String(clinic.waitAlarmMinutes),
  queueShowsNames: clinic.queueShowsNames,
  queueSpeaks: clinic.queueSpeaks,
});

const whole = (text: string) => (/^\s*\d{1,4}\s*$/.test(text) ? Number(text) : Number.NaN);
const toInput = (fields: Fields) => ({
  ...fields,
  slotLengthMinutes: whole(fields.slotLengthMinutes),
  bookingHorizonDays: whole(fields.bookingHorizonDays),
  idleLockMinutes: whole(fields.idleLockMinutes),
  waitWarnMinutes: whole(fields.waitWarnMinutes),
  waitAlarmMinutes: whole(fields.waitAlarmMinutes),
});

function ClinicForm({ clinic, onReload }: { clinic: Clinic; onReload: () => void }) {
  const { t, i18n } = useTranslation('setup');
  const client = useTRPCClient();
  const queries = useQueryClient();
  const edit = useEditForm({
    edited: { list: 'clinic', row: clinic },
    start: startOf(clinic),
    schema: clinicInput,
    toInput,
    save: async ({ updatedAtMs }, values) => client.setup.saveClinic.mutate({ updatedAtMs, clinic: values }),
    done: t('saved'),
    // The frame shows the clinic's name, and every screen its money and time.
    onDone: () => void queries.invalidateQueries(),
  });
  const { form } = edit;
  const [grid, setGrid] = useState(() => pickGrid(form.getValues()));
  const setTime = (patch: Partial<Pick<Fields, 'slotStartTime' | 'slotEndTime' | 'slotLengthMinutes'>>) => {
    setGrid((before) => ({ ...before, ...patch }));
    // One field at a time: setting them all would draw every field anew, also the one just clicked into.
    for (const [name, value] of Object.entries(patch)) form.setFieldValue(name as keyof typeof patch, value);
  };
  usePageHotkeys([{ keys: ['mod+S', 'mod+Enter'], label: t('save', { ns: 'common' }), act: edit.submit }], {
    inFields: true,
  });
  const timeZones = useMemo(() => timeZoneChoices(clinic.timeZone, i18n.language), [clinic, i18n.language]);
  const currencies = useMemo(() => currencyChoices(clinic.currency, i18n.language), [clinic, i18n.language]);
  const field = (name: keyof Fields) => ({
    ...form.getInputProps(name),
    label: t(`clinic.${name}`),
    autoComplete: 'off',
  });
  const words = (name: keyof Fields) => (form.errors[name] ? { error: form.errors[name] } : {});
  return (
    <form
      noValidate
      className={classes.page}
      aria-label={t('nav.clinic')}
      onSubmit={(event) => {
        event.preventDefault();
        edit.submit();
      }}
    >
      <header className={classes.head}>
        <Title order={1}>{t('nav.clinic')}</Title>
        <Button type="submit" loading={edit.isSaving} rightSection={<Kbd size="xs">Ctrl S</Kbd>}>
          {t('save', { ns: 'common' })}
        </Button>
      </header>
      <div className={classes.body}>
        {edit.trouble && (
          <Alert color="red" icon={<IconAlertTriangle size={17} />} role="alert">
            {failureText(edit.trouble)}
            {edit.trouble.code === 'changed_meanwhile' && (
              <Button
                variant="light"
                color="red"
                size="compact-sm"
                ml={8}
                onClick={() => {
                  edit.discard();
                  onReload();
                }}
              >
                {t('panel.takeNewer')}
              </Button>
            )}
          </Alert>
        )}
        <Part title={t('clinic.whoTitle')} hint={t('clinic.whoHint')}>
          <TextInput key={form.key('name')} {...field('name')} required maxLength={120} />
          <TextInput key={form.key('phone')} {...field('phone')} inputMode="tel" maxLength={60} />
          <TextInput
            key={form.key('address')}
            {...field('address')}
            className={classes.wide}
            maxLength={300}
          />
          <Textarea
            key={form.key('printHeader')}
            {...field('printHeader')}
            className={classes.wide}
            description={t('clinic.printHeaderHint')}
            autosize
            minRows={2}
            maxRows={5}
            maxLength={500}
          />
        </Part>
        <Part title={t('clinic.whereTitle')} hint={t('clinic.whereHint')}>
          <Choice key={form.key('timeZone')} {...field('timeZone')} limit={60} data={timeZones} />
          <Choice key={form.key('currency')} {...field('currency')} limit={60} data={currencies} />
          <Choice
            key={form.key('locale')}
            {...field('locale')}
            data={locales.map((value) => ({ value, label: t(`clinic.language.${value}`) }))}
          />
        </Part>
        <Part title={t('clinic.dayTitle')} hint={t('clinic.dayHint')}>
          <TimeField
            label={t('clinic.slotStartTime')}
            value={grid.slotStartTime}
            onChange={(slotStartTime) => setTime({ slotStartTime })}
            {...words('slotStartTime')}
          />
          <TimeField
            label={t('clinic.slotEndTime')}
            value={grid.slotEndTime}
            onChange={(slotEndTime) => setTime({ slotEndTime })}
            {...words('slotEndTime')}
          />
          <TextInput
            label={t('clinic.slotLengthMinutes')}
            value={grid.slotLengthMinutes}
            onChange={(event) => setTime({ slotLengthMinutes: event.currentTarget.value })}
            inputMode="numeric"
            maxLength={3}
            rightSectionWidth={48}
            rightSection={<Unit text={t('clinic.minutes')} />}
            {...words('slotLengthMinutes')}
          />
          <TextInput
            key={form.key('bookingHorizonDays')}
            {...field('bookingHorizonDays')}
            inputMode="numeric"
            maxLength={3}
            rightSectionWidth={48}
            rightSection={<Unit text={t('clinic.days')} />}
          />
          <OffGrid clinic={clinic} input={toInput(form.getValues())} />
        </Part>
        <ClinicQueue
          locale={clinic.locale}
          minutes={(name) => ({ key: form.key(name), ...field(name) })}
          flag={(name) => ({ key: form.key(name), ...form.getInputProps(name, { type: 'checkbox' }) })}
        />
        <Part title={t('clinic.safetyTitle')} hint={t('clinic.safetyHint')}>
          <TextInput
            key={form.key('idleLockMinutes')}
            {...field('idleLockMinutes')}
            inputMode="numeric"
            maxLength={2}
            rightSectionWidth={48}
            rightSection={<Unit text={t('clinic.minutes')} />}
          />
        </Part>
      </div>
    </form>
  );
}

const pickGrid = ({ slotStartTime, slotEndTime, slotLengthMinutes }: Fields) => ({
  slotStartTime,
  slotEndTime,
  slotLengthMinutes,
});

/** What a new grid would leave beside it, said before it is saved. */
function OffGrid({ clinic, input }: { clinic: Clinic; input: unknown }) {
  const { t } = useTranslation('setup');
  const trpc = useTRPC();
  const read = clinicInput.safeParse(input);
  const isChanged =
    read.success &&
    (read.data.slotStartTime !== clinic.slotStartTime ||
      read.data.slotEndTime !== clinic.slotEndTime ||
      read.data.slotLengthMinutes !== clinic.slotLengthMinutes);
  const asked = read.success ? read.data : clinic;
  const { data: count } = useQuery(trpc.setup.offGrid.queryOptions(asked, { enabled: isChanged }));
  if (!isChanged || count === undefined) return null;
  return (
    <Group className={classes.wide} gap={6} role="status" wrap="nowrap" align="flex-start">
      <IconInfoCircle size={16} aria-hidden style={{ flex: 'none', marginBlockStart: 2 }} />
      <span className={classes.hint}>
        {count === 0 ? t('clinic.onGrid') : t('clinic.offGrid', { count })}
      </span>
    </Group>
  );
}
