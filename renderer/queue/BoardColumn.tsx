// One column of the board: its groups, each a list with its count; one tab stop in the whole board.
import { useTranslation } from 'react-i18next';
import { BoardCard } from './BoardCard.tsx';
import type { Card, Group } from './board-model.ts';
import classes from './QueuePage.module.css';
import { StateIcon } from './StateIcon.tsx';

type BoardColumnProps = {
  groups: Group[];
  chosenId: string | null;
  onChoose: (visitId: string) => void;
  onNext: (card: Card) => void;
};

export function BoardColumn({ groups, chosenId, onChoose, onNext }: BoardColumnProps) {
  const { t } = useTranslation('queue');
  const [main] = groups;
  return (
    <section className={classes.column}>
      {groups
        // The column's own state is always told, the others while somebody stands in them.
        .filter((group) => group === main || group.cards.length > 0)
        .map(({ state, cards }) => (
          <div key={state} className={classes.group}>
            <h2 className={classes.head} data-state={state}>
              <StateIcon state={state} />
              {t(`state.${state}`)}
              <span className={classes.count}>{cards.length}</span>
            </h2>
            {cards.length === 0 ? (
              <p className={classes.none}>{t(`none.${state}`)}</p>
            ) : (
              <ul className={classes.list} aria-label={t(`state.${state}`)}>
                {cards.map((card) => (
                  <BoardCard
                    key={card.visit.id}
                    card={card}
                    isChosen={card.visit.id === chosenId}
                    onChoose={onChoose}
                    onNext={onNext}
                  />
                ))}
              </ul>
            )}
          </div>
        ))}
    </section>
  );
}
