// The palette: type what is wanted, Enter does it. One box over the page; nothing typed is lost, however fast.
import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { KeyCaps } from '../app/KeyCaps.tsx';
import classes from './Palette.module.css';
import type { PaletteItem } from './palette-item.ts';
import { PaletteList } from './PaletteList.tsx';
import { usePaletteGroups } from './use-palette-groups.ts';
import { rememberUse } from './used.ts';

type PaletteProps = { isOpen: boolean; onClose: () => void };

export function Palette({ isOpen, onClose }: PaletteProps) {
  const { t } = useTranslation('commands');
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={640}
      yOffset="8dvh"
      centered={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.box ?? '' }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('palette.title')}>
        {isOpen && <PaletteBody onClose={onClose} />}
      </Modal.Content>
    </Modal.Root>
  );
}

const LIST_ID = 'palette-list';
type Order = 'run' | 'second';

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('commands');
  const { userId } = useDesk().user;
  const [text, setText] = useState('');
  const { groups, isOld } = usePaletteGroups(text);
  const [chosenId, setChosenId] = useState<string | null>(null);
  // Enter that came before the answer to what was typed: it is for the first hit of that answer, never for an old one.
  const [waiting, setWaiting] = useState<Order | null>(null);
  const list = useRef<HTMLDivElement>(null);

  const items = groups.flatMap((group) => group.items);
  const chosen = items.find(({ id }) => id === chosenId) ?? items[0];

  const carryOut = (item: PaletteItem | undefined, order: Order) => {
    const act = order === 'second' ? item?.second?.run : item?.run;
    if (!item || !act || (item.whyOff ?? null) !== null) return;
    rememberUse(userId, item.id);
    onClose();
    act();
  };
  const enter = (order: Order) => {
    if (isOld && !chosen?.isSettled) setWaiting(order);
    else carryOut(chosen, order);
  };
  const isAnswered = waiting !== null && !isOld;
  const carryOutLate = useEffectEvent(() => {
    if (waiting !== null) carryOut(chosen, waiting);
    setWaiting(null);
  });
  useEffect(() => {
    if (isAnswered) carryOutLate();
  }, [isAnswered]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id]);

  const step = (by: number) => {
    const at = items.findIndex(({ id }) => id === chosen?.id);
    setChosenId(items.at((at + by + items.length) % items.length)?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const by = steps[event.key];
    if (by !== undefined && items.length > 0) step(by);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing)
      enter(event.ctrlKey || event.metaKey ? 'second' : 'run');
    else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) onClose();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <TextInput
        autoFocus
        data-autofocus
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={LIST_ID}
        aria-activedescendant={chosen ? optionId(items.indexOf(chosen)) : undefined}
        className={classes.input ?? ''}
        variant="unstyled"
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={17} stroke={1.8} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosenId(null);
          setWaiting(null);
        }}
        onKeyDown={onKeyDown}
      />
      <PaletteList
        ref={list}
        id={LIST_ID}
        groups={groups}
        chosen={chosen}
        optionId={(item) => optionId(items.indexOf(item))}
        onRun={(item) => carryOut(item, 'run')}
      />
      {items.length === 0 && !isOld && (
        <p className={classes.nothing}>{t('palette.nothing', { text: text.trim() })}</p>
      )}
      <footer className={classes.foot}>
        <span>
          <KeyCaps keys="Enter" /> {t('palette.choose')}
        </span>
        {chosen?.second && (
          <span>
            <KeyCaps keys="mod+Enter" /> {chosen.second.label}
          </span>
        )}
        <span>
          <KeyCaps keys="Escape" /> {t('close', { ns: 'common' })}
        </span>
        <span role="status" className={classes.count}>
          {isOld ? '' : t('palette.count', { count: items.length })}
        </span>
      </footer>
    </>
  );
}

const optionId = (index: number): string => `palette-option-${index}`;
