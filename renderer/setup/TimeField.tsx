// A field for a clock time: `8`, `830` and `8:30` become `08:30` when it is left. Always 24 hours, whatever the PC prefers.
import { TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { typedTime } from './typed-time.ts';

type TimeFieldProps = Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> & {
  value: string;
  /** The time in `HH:MM`, or what was typed where that is no time: the form refuses it. */
  onChange: (time: string) => void;
};

export function TimeField({ value, onChange, ...rest }: TimeFieldProps) {
  /** What is being typed; null shows the time itself. */
  const [text, setText] = useState<string | null>(null);
  const settle = () => {
    const time = text === null ? value : (typedTime(text) ?? text.trim());
    setText(null);
    if (time !== value) onChange(time);
  };
  const settleOnSave = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's'))
      settle();
  };
  return (
    <TextInput
      inputMode="numeric"
      maxLength={8}
      autoComplete="off"
      {...rest}
      value={text ?? value}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        // A whole time is taken at once, so that a warning beside it follows the typing.
        if (/^\d{2}:\d{2}$/.test(typed)) onChange(typed);
      }}
      onBlur={settle}
      onKeyDownCapture={settleOnSave}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
