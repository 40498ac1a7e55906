// `/` in any text of a record opens the snippets: what is typed behind it narrows them, Enter puts one in. It hears keys; the form draws nothing anew.
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  fillPlaceholders,
  type PlaceholderValues,
  snippetsFor,
  type Template,
} from '../../domain/templates.ts';
import { useTRPC } from '../app/trpc.ts';
import { typeInto } from '../app/type-into.ts';
import classes from './SnippetMenu.module.css';

type Open = { field: HTMLTextAreaElement; from: number; typed: string };
/** At the beginning of a text or behind a space: `120/80` and `29/11` are no snippets. */
const SLASH = /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u;
const SHOWN = 8;

type SnippetMenuProps = {
  children: ReactNode;
  className?: string | undefined;
  values: () => PlaceholderValues;
};

export function SnippetMenu({ children, className, values }: SnippetMenuProps) {
  const { t } = useTranslation('prescribing');
  const trpc = useTRPC();
  const { data: templates } = useQuery(trpc.templates.list.queryOptions());
  const [open, setOpen] = useState<Open | null>(null);
  const [marked, setMarked] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const snippets = (templates ?? []).filter(({ kind }) => kind === 'snippet');
  const found = open ? snippetsFor(snippets, open.typed).slice(0, SHOWN) : [];

  const look = (event: FormEvent<HTMLDivElement>) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement)) return;
    const slash = SLASH.exec(field.value.slice(0, field.selectionStart));
    if (!slash) {
      if (open) setOpen(null);
      return;
    }
    const typed = slash[1] ?? '';
    setOpen({ field, typed, from: field.selectionStart - typed.length - 1 });
    setMarked(0);
  };
  const put = (snippet: Template) => {
    if (!open) return;
    const { field, from } = open;
    setOpen(null);
    typeInto(field, fillPlaceholders(snippet.content, values()), { from, to: field.selectionStart });
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const chosen = found[marked];
    if (event.key === 'ArrowDown') setMarked(Math.min(marked + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setMarked(Math.max(marked - 1, 0));
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) put(chosen);
    else if (event.key === 'Escape') setOpen(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const place = open && box.current ? placeOf(open.field, box.current) : null;
  return (
    <div
      ref={box}
      className={`${classes.box} ${className ?? ''}`}
      onInput={look}
      onKeyDownCapture={onKey}
      onBlur={() => setOpen(null)}
    >
      {children}
      {place && (found.length > 0 || snippets.length === 0) && (
        <div className={classes.menu} style={place} role="listbox" aria-label={t('snippets.title')}>
          {snippets.length === 0 && <p>{t('snippets.none')}</p>}
          {found.map((snippet, index) => (
            <div
              key={snippet.id}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => put(snippet)}
              onKeyDown={() => undefined}
            >
              <span>
                <b>{snippet.name}</b>
                {snippet.shortcut !== '' && <code>/{snippet.shortcut}</code>}
                {snippet.doctorId === null && <i>{t('templates.shared')}</i>}
              </span>
              <small>{snippet.content}</small>
            </div>
          ))}
        </div>
      )}
      <span className={classes.spoken} role="status">
        {open && found[marked]?.name}
      </span>
    </div>
  );
}

/** Under the field, or over it where there is no room below. */
function placeOf(field: HTMLElement, box: HTMLElement): { left: number; top?: number; bottom?: number } {
  const [inner, outer] = [field.getBoundingClientRect(), box.getBoundingClientRect()];
  const left = inner.left - outer.left;
  return innerHeight - inner.bottom > 260
    ? { left, top: inner.bottom - outer.top + 2 }
    : { left, bottom: outer.bottom - inner.top + 2 };
}
