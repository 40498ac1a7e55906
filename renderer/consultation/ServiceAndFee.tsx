// The service of a visit and what the visit costs with it. A choice is kept at once and replaces the earlier one.
import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../domain/folded-text.ts';
import { formatMoney } from '../../domain/money.ts';
import { useDesk } from '../app/desk-context.tsx';
import { spokenLocale } from '../app/i18n.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import type { Chart } from './chart.ts';
import classes from './ServiceAndFee.module.css';

export function ServiceAndFee({ chart, isReadOnly }: { chart: Chart; isReadOnly: boolean }) {
  const { t } = useTranslation('consultation');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { appointment, service, services } = chart;
  const key = trpc.consultations.chart.queryKey({ appointmentId: appointment.id });
  const assign = useMutation(
    trpc.consultations.assignService.mutationOptions({
      onError: showFailure,
      onSuccess: ({ appointment: changed }) => {
        const chosen = services.find(({ id }) => id === changed.serviceId) ?? null;
        queries.setQueryData(key, (before) => before && { ...before, appointment: changed, service: chosen });
      },
    }),
  );
  const choices =
    service && !services.some(({ id }) => id === service.id) ? [service, ...services] : services;
  return (
    <div className={classes.box}>
      <Select
        label={t('service.label')}
        className={classes.select}
        placeholder={t('service.none')}
        data={choices.map(({ id, name }) => ({ value: id, label: name }))}
        value={appointment.serviceId}
        onChange={(serviceId) => assign.mutate({ appointmentId: appointment.id, serviceId })}
        disabled={isReadOnly || assign.isPending}
        searchable
        openOnFocus={false}
        selectFirstOptionOnChange
        filter={({ options, search }) => options.filter((option) => isNamed(option, search))}
        allowDeselect
        clearable
        nothingFoundMessage={t('service.notFound')}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      <FeeLine chart={chart} />
    </div>
  );
}

/** Accents need not be typed: "dien" finds "Điện tâm đồ". */
const isNamed = (option: object, search: string): boolean =>
  'label' in option && typeof option.label === 'string' && foldText(option.label).includes(foldText(search));

/** The fee as it was made. After a change of prices the parts of an old fee are not known any more: only its sum is shown. */
function FeeLine({ chart: { appointment, department, service } }: { chart: Chart }) {
  const { t } = useTranslation('consultation');
  const { clinic } = useDesk();
  const money = (minor: number) => formatMoney(minor, clinic.currency, spokenLocale());
  const serviceMinor = service?.priceMinor ?? 0;
  const arePartsKnown = department.examinationFeeMinor + serviceMinor === appointment.estimatedFeeMinor;
  const parts = [
    ...(arePartsKnown ? [['fee.examination', department.examinationFeeMinor] as const] : []),
    ...(arePartsKnown && service ? [['fee.service', serviceMinor] as const] : []),
  ];
  return (
    <dl className={classes.fee} aria-label={t('fee.label')}>
      {parts.map(([label, minor]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{money(minor)}</dd>
        </div>
      ))}
      <div className={classes.total}>
        <dt>{t('fee.total')}</dt>
        <dd>{money(appointment.estimatedFeeMinor)}</dd>
      </div>
    </dl>
  );
}
