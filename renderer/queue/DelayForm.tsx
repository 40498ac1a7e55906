// "Dr An runs 25 minutes late": which doctor, how many minutes, why. It shifts what is expected and rebooks nothing.
import { Button, Group, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { doctorName } from '../front-desk/day.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import type { BoardDoctor } from './board-model.ts';

const usual = [10, 15, 20, 30, 45, 60];

type DelayFormProps = {
  doctors: readonly BoardDoctor[];
  firstId: string | null;
  onSave: (doctor: BoardDoctor, minutes: number, reason: string) => Promise<boolean>;
  onClose: () => void;
};

export function DelayForm({ doctors, firstId, onSave, onClose }: DelayFormProps) {
  const { t } = useTranslation('queue');
  const [doctorId, setDoctorId] = useState(firstId ?? doctors[0]?.id ?? null);
  const doctor = doctors.find(({ id }) => id === doctorId);
  const [minutes, setMinutes] = useState<number | string>(doctor?.delayMinutes || 15);
  const [reason, setReason] = useState(doctor?.delayReason ?? '');
  const whole = typeof minutes === 'number' ? Math.round(minutes) : null;
  const save = async (many: number | null) => {
    if (doctor && many !== null && (await onSave(doctor, many, reason))) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('delay.formTitle')} transitionProps={{ duration: 0 }} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save(whole);
        }}
      >
        <Select
          label={t('delay.doctor')}
          data={doctors.map((one) => ({ value: one.id, label: doctorName(one) }))}
          value={doctorId}
          allowDeselect={false}
          searchable
          onChange={setDoctorId}
        />
        <NumberInput
          mt="sm"
          label={t('delay.minutes')}
          data-autofocus
          min={0}
          max={480}
          step={5}
          allowDecimal={false}
          value={minutes}
          onChange={setMinutes}
        />
        <Group gap={6} mt={6}>
          {usual.map((many) => (
            <Button key={many} size="compact-sm" variant="light" onClick={() => setMinutes(many)}>
              {t('delay.usual', { count: many })}
            </Button>
          ))}
        </Group>
        <TextInput
          mt="sm"
          label={t('delay.reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="space-between" mt="md">
          <Button variant="default" disabled={!doctor?.delayMinutes} onClick={() => void save(0)}>
            {t('delay.clear')}
          </Button>
          <Button type="submit" rightSection={<KeyHint>Enter</KeyHint>}>
            {t('delay.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
