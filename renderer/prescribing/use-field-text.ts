// The text of one uncontrolled field, for somebody outside its form: heard as it changes, written as if typed. Knows no form.
import { useEffect, useRef, useState } from 'react';
import { writeInto } from '../app/type-into.ts';

export function useFieldText(field: () => HTMLTextAreaElement | null) {
  const find = useRef(field);
  find.current = field;
  const [value, setValue] = useState('');
  useEffect(() => {
    const hear = () => setValue(find.current()?.value ?? '');
    hear();
    // The field may be drawn anew (a draft thrown away): whoever holds it now is asked.
    const heard = (event: Event) => event.target === find.current() && hear();
    document.addEventListener('input', heard);
    return () => document.removeEventListener('input', heard);
  }, []);
  return {
    value,
    read: () => find.current()?.value ?? '',
    write: (text: string) => {
      const node = find.current();
      if (node && node.value !== text) writeInto(node, text);
    },
  };
}
