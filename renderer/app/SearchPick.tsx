// A field that finds rows of a long list while somebody types, and takes the marked one by Enter, however fast the keys came. Knows no list.
import { TextInput } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, type Ref, useId, useRef, useState } from 'react';
import classes from './SearchPick.module.css';

type SearchPickProps<Item> = {
  label: string;
  placeholder: string;
  find: (text: string) => Promise<Item[]>;
  keyOf: (item: Item) => string;
  renderItem: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
  /** What was typed and is in no list; without it such an Enter does nothing. */
  onTyped?: (text: string) => void;
  /** Shows rows before anything is typed, on arrow down. */
  opensEmpty?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  rightSection?: ReactNode;
};
type Found<Item> = { text: string; items: Item[] };

export function SearchPick<Item>(props: SearchPickProps<Item>) {
  const { label, placeholder, find, keyOf, renderItem, onPick, onTyped, opensEmpty, inputRef } = props;
  const listId = useId();
  const [found, setFound] = useState<Found<Item> | null>(null);
  const [marked, setMarked] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const ref = useMergedRef(input, inputRef);
  /** The text that is wanted now: an answer to an older one comes too late. */
  const wanted = useRef('');

  const close = () => setFound(null);
  const ask = async (text: string): Promise<Item[]> => {
    wanted.current = text;
    const items = text.trim() === '' && !opensEmpty ? [] : await find(text).catch(() => []);
    if (wanted.current === text) {
      setFound({ text, items });
      setMarked(0);
    }
    return items;
  };
  const clear = () => {
    wanted.current = '';
    if (input.current) input.current.value = '';
    close();
  };
  const pick = (item: Item) => {
    clear();
    onPick(item);
  };
  const enter = async (text: string) => {
    const items = found?.text === text ? found.items : await ask(text);
    const item = items[found?.text === text ? marked : 0];
    if (item !== undefined) pick(item);
    else if (text.trim() !== '' && onTyped) {
      clear();
      onTyped(text.trim());
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const text = event.currentTarget.value;
    const last = (found?.items.length ?? 0) - 1;
    if (event.key === 'ArrowDown' && !found) void ask(text);
    else if (event.key === 'ArrowDown') setMarked(Math.min(marked + 1, last));
    else if (event.key === 'ArrowUp') setMarked(Math.max(marked - 1, 0));
    else if (event.key === 'Escape' && (found || text !== '')) clear();
    else if (event.key === 'Enter' && (found || text.trim() !== '')) void enter(text);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const items = found?.items ?? [];
  return (
    <div className={classes.pick}>
      <TextInput
        ref={ref}
        aria-label={label}
        placeholder={placeholder}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={items.length > 0 ? `${listId}-${marked}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        rightSection={props.rightSection}
        onChange={(event) => void ask(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div id={listId} role="listbox" aria-label={label} className={classes.list} hidden={items.length === 0}>
        {items.map((item, index) => (
          <div
            key={keyOf(item)}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            className={classes.item}
            // The field keeps the keyboard.
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => setMarked(index)}
            onClick={() => pick(item)}
            onKeyDown={() => undefined}
          >
            {renderItem(item)}
          </div>
        ))}
      </div>
    </div>
  );
}
