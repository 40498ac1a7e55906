// One list of the set-up: its head with search and buttons, its rows, and the panel beside them. Rows are opened by click or Enter.
import { Button, Kbd, Switch, Table, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../domain/folded-text.ts';
import classes from './SetupList.module.css';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';

export type Column<Row> = {
  key: string;
  title: string;
  renderCell: (row: Row) => ReactNode;
  /** Amounts and counts stand at the end of their column. */
  isFigure?: boolean;
  width?: number | string;
};

type SetupListProps<Row extends { id: string }> = {
  title: string;
  hint: string;
  /** Undefined while it is loading. */
  rows: readonly Row[] | undefined;
  columns: readonly Column<Row>[];
  /** What search looks at. */
  textOf: (row: Row) => string;
  isOff?: (row: Row) => boolean;
  openId: string | null;
  onOpen: (id: string) => void;
  /** Null: rows are not added here, and `empty` says where. */
  onNew: (() => void) | null;
  newLabel?: string;
  empty: { text: string; action?: ReactNode };
  tools?: ReactNode;
  /** For lists too long for a page: `rows` are what the main process found, of `total`. Left out, the list searches its own rows. */
  found?: { onSearch: (text: string) => void; total: number; text: string };
  /** Beside the search, for lists that hide some of their rows. */
  filters?: ReactNode;
  panel: ReactNode;
};

export function SetupList<Row extends { id: string }>(props: SetupListProps<Row>) {
  const {
    title,
    hint,
    rows,
    columns,
    isOff,
    openId,
    onOpen,
    onNew,
    newLabel,
    empty,
    tools,
    filters,
    panel,
    found,
  } = props;
  const { t } = useTranslation('setup');
  const [text, setText] = useState('');
  const [showsOff, setShowsOff] = useState(true);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const wanted = foldText(useDeferredValue(text));
  const offCount = isOff ? (rows?.filter(isOff).length ?? 0) : 0;
  const shown = rows?.filter(
    (row) =>
      (showsOff || !isOff?.(row)) && (found || wanted === '' || foldText(props.textOf(row)).includes(wanted)),
  );
  usePageHotkeys([
    { keys: '/', label: t('list.search'), act: () => search.current?.focus() },
    { keys: 'N', label: newLabel ?? '', act: () => onNew?.(), when: onNew !== undefined },
    { keys: ['ArrowUp', 'ArrowDown'], label: t('does.walkList', { ns: 'commands' }) },
    { keys: 'Enter', label: t('does.openRow', { ns: 'commands' }) },
  ]);
  const focusFirst = () => body.current?.querySelector('button')?.focus();

  return (
    <div className={classes.split}>
      <div className={classes.main}>
        <header className={classes.head}>
          <div className={classes.titles}>
            <Title order={1}>{title}</Title>
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          </div>
          {tools}
          {onNew && (
            <Button
              leftSection={<IconPlus size={15} aria-hidden />}
              rightSection={<Kbd size="xs">N</Kbd>}
              onClick={onNew}
            >
              {newLabel}
            </Button>
          )}
        </header>
        {rows && (rows.length > 0 || filters || found?.text) && (
          <div className={classes.filter}>
            <TextInput
              ref={search}
              className={classes.search}
              aria-label={t('list.search')}
              placeholder={t('list.search')}
              leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
              rightSection={<Kbd size="xs">/</Kbd>}
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
                found?.onSearch(event.currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Escape') {
                  if (text !== '') event.stopPropagation();
                  setText('');
                  found?.onSearch('');
                }
                if (event.key === 'ArrowDown') focusFirst();
                if (event.key === 'Enter' && shown?.[0]) {
                  // Else the same key press would go on to the panel's form and save it.
                  event.preventDefault();
                  onOpen(shown[0].id);
                }
              }}
            />
            {offCount > 0 && (
              <Switch
                size="xs"
                checked={showsOff}
                label={t('list.showOff', { count: offCount })}
                onChange={(event) => setShowsOff(event.currentTarget.checked)}
              />
            )}
            {filters}
            <Text size="sm" c="dimmed" role="status" ml="auto">
              {found && found.total > (shown?.length ?? 0)
                ? t('list.firstOf', { count: shown?.length ?? 0, total: found.total })
                : t('list.count', { count: shown?.length ?? 0 })}
            </Text>
          </div>
        )}
        <div className={classes.rows}>
          {rows && rows.length === 0 && !found?.text && (
            <Empty text={empty.text}>
              {empty.action ??
                (onNew && (
                  <Button variant="light" onClick={onNew} leftSection={<IconPlus size={15} aria-hidden />}>
                    {newLabel}
                  </Button>
                ))}
            </Empty>
          )}
          {rows && (rows.length > 0 || found?.text) && shown?.length === 0 && (
            <Empty text={t('list.nothingFound', { text: text.trim() })} />
          )}
          {shown && shown.length > 0 && (
            <Table stickyHeader className={classes.table}>
              <Table.Thead>
                <Table.Tr>
                  {columns.map((column) => (
                    <Table.Th key={column.key} w={column.width} data-figure={column.isFigure || undefined}>
                      {column.title}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody ref={body} onKeyDown={moveFocus}>
                {shown.map((row) => (
                  <Table.Tr
                    key={row.id}
                    className={classes.row}
                    data-open={row.id === openId || undefined}
                    data-off={isOff?.(row) || undefined}
                    onClick={() => onOpen(row.id)}
                  >
                    {columns.map((column, index) => (
                      <Table.Td key={column.key} data-figure={column.isFigure || undefined}>
                        {index === 0 ? (
                          <button type="button" className={classes.open} data-row={row.id}>
                            {column.renderCell(row)}
                          </button>
                        ) : (
                          column.renderCell(row)
                        )}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </div>
      </div>
      {panel}
    </div>
  );
}

function Empty({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <Text c="dimmed" maw={440} ta="center">
        {text}
      </Text>
      {children}
    </div>
  );
}

/** Arrows walk the rows; Enter and Space are the button's own. */
function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-row]')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
}

/** Focus goes back to the row whose panel was closed, so that the keyboard never starts over. */
export const focusRow = (id: string | null): void => {
  if (id)
    queueMicrotask(() =>
      document.querySelector<HTMLElement>(`button[data-row="${CSS.escape(id)}"]`)?.focus(),
    );
};
