// Every key that works now: those of the page, of its panels, and those of every page. To be searched, and to be printed and pinned up.
import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../app/KeyCaps.tsx';
import { capsOf, everyKeyOf, type KeyGroup, keysNow, type PageKey, watchKeys } from '../app/page-keys.ts';
import classes from './KeyList.module.css';
import { fitOf } from './match.ts';

type KeyListProps = { isOpen: boolean; onClose: () => void };

export function KeyList({ isOpen, onClose }: KeyListProps) {
  const { t } = useTranslation('commands');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('keys.title')}
      size={900}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {isOpen && <Keys />}
    </Modal>
  );
}

function Keys() {
  const { t } = useTranslation('commands');
  const told = useSyncExternalStore(watchKeys, keysNow);
  const [text, setText] = useState('');
  const groups = told
    .map((group) => ({ ...group, title: titleOf(group, t), keys: shownOf(group.keys, text) }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={t('keys.search')}
        placeholder={t('keys.search')}
        leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title} className={classes.group} aria-label={title}>
            <h3 className={classes.heading}>{title}</h3>
            <dl className={classes.keys}>
              {keys.map((key) => (
                <div key={`${everyKeyOf(key)[0]} ${key.label}`} className={classes.line}>
                  <dt>
                    {namesOf(key).map((name) => (
                      <KeyCaps key={name} keys={name} />
                    ))}
                  </dt>
                  <dd>{key.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {groups.length === 0 && (
        <p className={classes.nothing} role="status">
          {t('palette.nothing', { text: text.trim() })}
        </p>
      )}
    </>
  );
}

const titleOf = (group: KeyGroup, t: ReturnType<typeof useTranslation<'commands'>>['t']): string =>
  group.isEverywhere ? t('group.everywhere') : (group.title ?? t('group.page'));

/** One for each way it looks: `?` may need Shift or not. */
const namesOf = (key: PageKey): string[] => [
  ...new Map(everyKeyOf(key).map((name) => [capsOf(name).join(), name])).values(),
];

/** Told twice, as by two panels that save with one key, it stands there once, with every key that does it. */
function shownOf(keys: readonly PageKey[], text: string): PageKey[] {
  const once = new Map<string, PageKey>();
  for (const key of keys)
    once.set(key.label, {
      ...key,
      keys: [...everyKeyOf(once.get(key.label) ?? { label: '' }), ...everyKeyOf(key)],
    });
  return [...once.values()].filter(
    (key) =>
      everyKeyOf(key).length > 0 &&
      (fitOf(text, key.label) > 0 ||
        everyKeyOf(key).some((name) => name.toLowerCase() === text.toLowerCase())),
  );
}
