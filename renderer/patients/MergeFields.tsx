// The fields of two records in two columns, each row a choice. What both say alike is said once and needs none; what neither says is left out.
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ChosenField,
  chosenFields,
  isJoinable,
  type MergeChoices,
  mergedValue,
  type SideChosen,
  usualChoice,
} from '../../domain/patient-merges.ts';
import type { Patient } from '../../domain/patients.ts';
import classes from './MergePage.module.css';
import { useFieldText } from './use-field-text.ts';

type MergeFieldsProps = {
  kept: Patient;
  other: Patient;
  choices: MergeChoices;
  onChoose: (field: ChosenField, side: SideChosen) => void;
};

export function MergeFields({ kept, other, choices, onChoose }: MergeFieldsProps) {
  const { t } = useTranslation('patients');
  const rows = chosenFields.filter((field) => kept[field] !== null || other[field] !== null);
  const body = useRef<HTMLTableSectionElement>(null);
  // The first field that is a choice has the keyboard at once.
  useEffect(() => body.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('merge.field')}</th>
          <th scope="col">
            {t('merge.stays')}
            <span className={classes.number}>{kept.recordNumber}</span>
          </th>
          <th scope="col">{t('merge.both')}</th>
          <th scope="col">
            {t('merge.goes')}
            <span className={classes.number}>{other.recordNumber}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={walkFields}>
        {rows.map((field) => (
          <FieldRow
            key={field}
            field={field}
            pair={{ kept, other }}
            choice={choices[field] ?? usualChoice(field, { kept, other })}
            onChoose={(side) => onChoose(field, side)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Up and down go from field to field; left and right choose within one, as radio buttons do by themselves. */
function walkFields(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const chosen = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:checked')];
  const at = chosen.findIndex((radio) => radio === document.activeElement);
  chosen[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}

type FieldRowProps = {
  field: ChosenField;
  pair: { kept: Patient; other: Patient };
  choice: SideChosen;
  onChoose: (side: SideChosen) => void;
};

function FieldRow({ field, pair, choice, onChoose }: FieldRowProps) {
  const { t } = useTranslation('patients');
  const text = useFieldText();
  const { kept, other } = pair;
  const label = t(`field.${field}`);
  if (kept[field] === other[field])
    return (
      <tr data-alike>
        <th scope="row">{label}</th>
        <td colSpan={3}>
          {text(field, kept[field])} <span className={classes.alike}>{t('merge.alike')}</span>
        </td>
      </tr>
    );
  const canJoin = isJoinable(field) && kept[field] !== null && other[field] !== null;
  const sides: SideChosen[] = canJoin ? ['kept', 'both', 'other'] : ['kept', 'other'];
  const cell = (side: SideChosen) => {
    const says = text(field, mergedValue(field, pair, side));
    const from = t(`merge.side.${side}`);
    return (
      <label className={classes.side} data-chosen={choice === side || undefined}>
        <input
          type="radio"
          name={`merge-${field}`}
          checked={choice === side}
          aria-label={`${label}, ${from}: ${says}`}
          onChange={() => onChoose(side)}
        />
        <span>{says}</span>
      </label>
    );
  };
  return (
    <tr data-field={field} data-allergies={field === 'allergies' || undefined}>
      <th scope="row">{label}</th>
      <td>{cell('kept')}</td>
      <td>{sides.includes('both') && cell('both')}</td>
      <td>{cell('other')}</td>
    </tr>
  );
}
