// The lines of a receipt being typed: what for, how many, at what price; services of the clinic are added by name.
import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgivingFilter } from '../app/forgiving-filter.ts';
import { useTRPC } from '../app/trpc.ts';
import type { MoneyText } from '../setup/money-text.ts';
import classes from './cashier.module.css';
import { aLine, type TypedLine, type Wrong } from './receipt-draft.ts';

type LineFieldsProps = {
  lines: readonly TypedLine[];
  /** Its services come first. */
  departmentId: string | null;
  money: MoneyText;
  wrong: readonly Wrong[];
  onChange: (lines: TypedLine[]) => void;
};

export function LineFields({ lines, departmentId, money, wrong, onChange }: LineFieldsProps) {
  const { t } = useTranslation('cashier');
  const put = (at: number, part: Partial<TypedLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const isWrong = (at: number) => wrong.some(({ field }) => field === `line-${at}`);
  return (
    <fieldset className={classes.lines}>
      <legend>{t('lines.title')}</legend>
      {lines.map((line, at) => (
        <div key={at} className={classes.line} role="group" aria-label={t('lines.nth', { nth: at + 1 })}>
          {line.kind === 'other' ? (
            <TextInput
              aria-label={t('lines.what')}
              placeholder={t('lines.what')}
              maxLength={200}
              autoFocus={line.description === '' && at === lines.length - 1}
              value={line.description}
              error={isWrong(at) && line.description.trim() === ''}
              onChange={(event) => put(at, { description: event.currentTarget.value })}
            />
          ) : (
            <span className={classes.lineName}>
              {line.kind === 'examination'
                ? t('lines.examination', { department: line.description })
                : line.description}
            </span>
          )}
          <TextInput
            aria-label={t('lines.quantity')}
            inputMode="numeric"
            maxLength={3}
            className={classes.count}
            value={line.quantity}
            error={isWrong(at) && !/^[1-9]\d{0,2}$/.test(line.quantity.trim())}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => put(at, { quantity: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('lines.price')}
            inputMode="decimal"
            maxLength={20}
            className={classes.price}
            value={line.price}
            error={isWrong(at) && (line.price.trim() === '' || money.read(line.price) < 0)}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => put(at, { price: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('lines.remove', { nth: at + 1 })}
            onClick={() => onChange(lines.filter((_, index) => index !== at))}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
      {wrong.some(({ field }) => field.startsWith('line')) && (
        <p className={classes.error} role="alert">
          {t(lines.length === 0 ? 'wrong.lines' : 'wrong.line')}
        </p>
      )}
      <div className={classes.add}>
        <ServicePicker
          departmentId={departmentId}
          onPick={({ id, name, priceMinor }) =>
            onChange([
              ...lines,
              {
                kind: 'service',
                serviceId: id,
                description: name,
                quantity: '1',
                price: money.typed(priceMinor),
              },
            ])
          }
        />
        <Button
          variant="default"
          px={10}
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...lines, aLine])}
        >
          {t('lines.other')}
        </Button>
      </div>
    </fieldset>
  );
}

type Service = { id: string; name: string; priceMinor: number };

function ServicePicker({
  departmentId,
  onPick,
}: {
  departmentId: string | null;
  onPick: (service: Service) => void;
}) {
  const { t } = useTranslation('cashier');
  const trpc = useTRPC();
  // Emptied after each pick, ready for the next.
  const [typed, setTyped] = useState('');
  const { data: services } = useQuery(trpc.setup.departments.services.queryOptions());
  const { data: departments } = useQuery(trpc.setup.departments.departments.queryOptions());
  const choices = (departments ?? [])
    .toSorted((a, b) => Number(b.id === departmentId) - Number(a.id === departmentId))
    .map(({ id, name }) => ({
      group: name,
      items: (services ?? [])
        .filter((service) => service.departmentId === id && service.isActive)
        .map((service) => ({ value: service.id, label: service.name })),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <Select
      aria-label={t('lines.addService')}
      placeholder={t('lines.addService')}
      data={choices}
      value={null}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      selectFirstOptionOnChange
      filter={forgivingFilter}
      nothingFoundMessage={t('lines.noService')}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(serviceId) => {
        const service = services?.find(({ id }) => id === serviceId);
        if (service) onPick(service);
        setTyped('');
      }}
    />
  );
}
