// Chooses a department's drawing: one row of radio buttons, walked by arrow keys.
import { Input, VisuallyHidden } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentIcons } from '../../domain/clinic-setup-input.ts';
import { DepartmentIcon } from './DepartmentIcon.tsx';
import classes from './IconPicker.module.css';

type IconPickerProps = { label: string; defaultValue: string; onChange: (name: string) => void };

export function IconPicker({ label, defaultValue, onChange }: IconPickerProps) {
  const { t } = useTranslation('setup');
  const [chosen, setChosen] = useState(defaultValue);
  const name = useId();
  return (
    <fieldset className={classes.picker}>
      <Input.Label component="legend">{label}</Input.Label>
      <div className={classes.icons}>
        {departmentIcons.map((icon) => (
          <label key={icon} className={classes.icon} title={t(`icon.${icon}`)}>
            <input
              type="radio"
              name={name}
              className={classes.radio}
              checked={icon === chosen}
              onChange={() => {
                setChosen(icon);
                onChange(icon);
              }}
            />
            <DepartmentIcon name={icon} size={18} />
            <VisuallyHidden>{t(`icon.${icon}`)}</VisuallyHidden>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
