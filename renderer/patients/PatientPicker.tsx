// Chooses one patient while typing: name, phone, birth day or record number. Registers a new one without leaving the place.
import { Button, Combobox, Group, Kbd, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import { PatientBanner } from './PatientBanner.tsx';
import { PatientHitRow } from './PatientHitRow.tsx';
import classes from './PatientPicker.module.css';
import { RegisterPatient } from './RegisterPatient.tsx';
import { type PatientFields, startOfForm } from './patient-form.ts';

type PatientPickerProps = {
  value: string | null;
  onChange: (patientId: string | null) => void;
  autoFocus?: boolean;
  /** The form of a patient being registered here, for whoever keeps what is typed. Null: none is open. */
  registering?: Partial<PatientFields> | null;
  onRegistering?: (typed: Partial<PatientFields> | null) => void;
  /** False where only somebody known makes sense. */
  canRegister?: boolean;
  /** Shown below the box, for a form that refuses to go on without a patient. */
  error?: string | undefined;
};

const NEW_PATIENT = 'new-patient';

export const PatientPicker = memo(function PatientPicker({
  value,
  onChange,
  autoFocus = false,
  ...rest
}: PatientPickerProps) {
  const { t } = useTranslation('patients');
  const [isChanging, setIsChanging] = useState(false);
  if (value === null)
    return <PatientSearchBox {...rest} onChange={onChange} autoFocus={autoFocus || isChanging} />;
  return (
    <div className={classes.chosen}>
      <PatientBanner patientId={value} />
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          setIsChanging(true);
          onChange(null);
        }}
      >
        {t('picker.change')}
      </Button>
    </div>
  );
});

type PatientSearchBoxProps = Omit<PatientPickerProps, 'value'>;

function PatientSearchBox(props: PatientSearchBoxProps) {
  const { onChange, onRegistering, autoFocus, error, canRegister = true } = props;
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const [registering, setOpen] = useState(props.registering ?? null);
  // A form that was closed by a slip of the finger opens again as it was, as long as the same is searched for.
  const typedFor = useRef<{ text: string; typed: Partial<PatientFields> } | null>(null);
  const keepTyped = (typed: Partial<PatientFields>) => {
    typedFor.current = { text, typed };
    onRegistering?.(typed);
  };
  const setRegistering = (typed: Partial<PatientFields> | null) => {
    setOpen(typed);
    onRegistering?.(typed);
  };
  const input = useRef<HTMLInputElement>(null);
  const mayRegister = useMay('patient.register') && canRegister;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const isAsked = text.trim() !== '';
  const { data: hits, isPlaceholderData } = useQuery(
    trpc.patients.search.queryOptions({ text }, { enabled: isAsked, placeholderData: keepPreviousData }),
  );
  const shown = isAsked ? (hits ?? []) : [];
  // Enter pressed faster than the answer comes: the first hit is taken when it is there.
  const isWaitedFor = useRef(false);

  const choose = (option: string) => {
    isWaitedFor.current = false;
    combobox.closeDropdown();
    if (option === NEW_PATIENT)
      setRegistering(typedFor.current?.text === text ? typedFor.current.typed : startOfForm(text));
    else onChange(option);
  };

  // The first hit is ready for Enter as soon as it answers what is typed now.
  // The combobox store is new on every render; only new hits move the choice.
  const choiceFollows = useEffectEvent((hasAnswer: boolean) => {
    const first = hits?.[0]?.id ?? (mayRegister ? NEW_PATIENT : null);
    if (hasAnswer && isWaitedFor.current && first !== null) choose(first);
    else if (hasAnswer) combobox.selectFirstOption();
    else combobox.resetSelectedOption();
  });
  useEffect(() => choiceFollows(isAsked && !isPlaceholderData), [hits, isAsked, isPlaceholderData]);

  return (
    <>
      <Combobox
        store={combobox}
        onOptionSubmit={choose}
        position="bottom-end"
        transitionProps={{ duration: 0 }}
        shadow="md"
      >
        <Combobox.Target withExpandedAttribute>
          <TextInput
            ref={input}
            data-autofocus={autoFocus || undefined}
            autoFocus={autoFocus ?? false}
            label={t('picker.label')}
            placeholder={t('picker.placeholder')}
            leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={text}
            error={error}
            onChange={(event) => {
              setText(event.currentTarget.value);
              isWaitedFor.current = false;
              combobox.openDropdown();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || !isAsked) return;
              if (hits !== undefined && !isPlaceholderData) return;
              event.preventDefault();
              isWaitedFor.current = true;
            }}
            onFocus={() => isAsked && combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!isAsked} className={classes.dropdown}>
          <Combobox.Options aria-label={t('picker.hits')} mah={330} style={{ overflowY: 'auto' }}>
            {isFamily(text, shown) && (
              <div className={classes.family}>{t('picker.family', { count: shown.length })}</div>
            )}
            {shown.map((hit) => (
              <Combobox.Option key={hit.id} value={hit.id} className={classes.option}>
                <PatientHitRow patient={hit} />
              </Combobox.Option>
            ))}
            {shown.length === 0 && !isPlaceholderData && hits && (
              <Combobox.Empty>{t('picker.nobody')}</Combobox.Empty>
            )}
            {mayRegister && (
              <Combobox.Option value={NEW_PATIENT} className={classes.option}>
                <Group gap={6} wrap="nowrap">
                  <IconUserPlus size={15} stroke={1.8} aria-hidden />
                  {t('picker.register', { text: text.trim() })}
                </Group>
              </Combobox.Option>
            )}
          </Combobox.Options>
          <Combobox.Footer className={classes.footer}>
            <Kbd size="xs">↑↓</Kbd> {t('picker.keysMove')} <Kbd size="xs">Enter</Kbd> {t('picker.keysChoose')}
          </Combobox.Footer>
        </Combobox.Dropdown>
      </Combobox>
      <Modal
        opened={registering !== null}
        onClose={() => setRegistering(null)}
        title={t('register.title')}
        size={760}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        {registering !== null && (
          <RegisterPatient
            start={registering}
            onTyped={keepTyped}
            onCancel={() => setRegistering(null)}
            onDone={(patientId) => {
              setRegistering(null);
              onChange(patientId);
            }}
          />
        )}
      </Modal>
    </>
  );
}

/** A phone was typed and everybody found has the same one. */
const isFamily = (text: string, found: readonly { phone: string | null }[]): boolean =>
  /^[\d\s+().-]{6,}$/.test(text.trim()) &&
  found.length > 1 &&
  found.every(({ phone }) => phone !== null && phone === found[0]?.phone);
