// The buttons of one visit, each with its key; one that is off says why. What they do is the panel's.
import {
  IconArrowsMove,
  IconCheck,
  IconPencil,
  IconPrinter,
  IconReceipt,
  IconStethoscope,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from './ActionButton.tsx';
import classes from './panel.module.css';
import type { WhyOff } from './use-why-off.ts';

type VisitActionsProps = {
  why: WhyOff;
  acts: Record<'consult' | 'confirm' | 'move' | 'edit' | 'print' | 'cancel' | 'receipt', () => void>;
  mayConsult: boolean;
  mayReceipt: boolean;
};

export function VisitActions({ why, acts, mayConsult, mayReceipt }: VisitActionsProps) {
  const { t } = useTranslation('frontDesk');
  return (
    <div className={classes.actions}>
      {mayConsult && (
        <ActionButton
          className={classes.wide ?? ''}
          variant="filled"
          shortcut="O"
          whyOff={why.consult}
          leftSection={<IconStethoscope size={15} />}
          onClick={acts.consult}
        >
          {t('card.consult')}
        </ActionButton>
      )}
      <ActionButton
        shortcut="C"
        whyOff={why.confirm}
        leftSection={<IconCheck size={15} />}
        onClick={acts.confirm}
      >
        {t('card.confirm')}
      </ActionButton>
      <ActionButton
        shortcut="M"
        whyOff={why.move}
        leftSection={<IconArrowsMove size={15} />}
        onClick={acts.move}
      >
        {t('card.move')}
      </ActionButton>
      <ActionButton shortcut="E" whyOff={why.edit} leftSection={<IconPencil size={15} />} onClick={acts.edit}>
        {t('card.edit')}
      </ActionButton>
      <ActionButton
        shortcut="P"
        whyOff={why.print}
        leftSection={<IconPrinter size={15} />}
        onClick={acts.print}
      >
        {t('card.print')}
      </ActionButton>
      {mayReceipt && (
        <ActionButton
          className={classes.wide ?? ''}
          shortcut="B"
          whyOff={null}
          leftSection={<IconReceipt size={15} />}
          onClick={acts.receipt}
        >
          {t('card.receipt')}
        </ActionButton>
      )}
      <ActionButton
        className={classes.wide ?? ''}
        shortcut="Del"
        color="red"
        variant="light"
        whyOff={why.cancel}
        leftSection={<IconX size={15} />}
        onClick={acts.cancel}
      >
        {t('card.cancel')}
      </ActionButton>
    </div>
  );
}
