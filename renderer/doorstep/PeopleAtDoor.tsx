// The staff of this clinic to choose from at the locked screen, with a filter when they are many. Arrow keys move the choice from anywhere.
import { TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../domain/folded-text.ts';
import type { DoorOf } from './door-state.ts';
import { Face } from './Face.tsx';
import classes from './LockScreen.module.css';

type Person = DoorOf<'locked'>['people'][number];
type Props = { people: Person[]; chosenId: string | undefined; choose: (userId: string) => void };

const FILTER_FROM = 8;

export function PeopleAtDoor({ people, chosenId, choose }: Props) {
  const { t } = useTranslation(['doorstep', 'common']);
  const [filter, setFilter] = useState('');
  const shown = people.filter(({ fullName }) => foldText(fullName).includes(foldText(filter)));
  const move = (step: number) => {
    const at = shown.findIndex(({ userId }) => userId === chosenId);
    const next = shown[(at + step + shown.length) % shown.length];
    if (next) choose(next.userId);
  };
  useHotkeys(
    [
      ['ArrowDown', () => move(1)],
      ['ArrowUp', () => move(-1)],
    ],
    [],
  );
  return (
    <div className={classes.people}>
      {people.length >= FILTER_FROM && (
        <TextInput
          aria-label={t('lock.find')}
          placeholder={t('lock.find')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = shown[0];
            if (event.key !== 'Enter' || !first) return;
            event.preventDefault();
            choose(first.userId);
            setFilter('');
          }}
        />
      )}
      <div className={classes.list} role="radiogroup" aria-label={t('lock.people')}>
        {shown.map((person) => (
          <PersonButton
            key={person.userId}
            person={person}
            isChosen={person.userId === chosenId}
            choose={choose}
          />
        ))}
      </div>
    </div>
  );
}

type PersonProps = { person: Person; isChosen: boolean; choose: Props['choose'] };

function PersonButton({ person, isChosen, choose }: PersonProps) {
  const { t } = useTranslation(['doorstep', 'common']);
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className={classes.person}
      onClick={() => choose(person.userId)}
      ref={(button) => {
        if (isChosen) button?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <Face fullName={person.fullName} size={26} />
      {person.fullName}
      <span className={classes.role}>{t(`common:role.${person.role}`)}</span>
    </button>
  );
}
