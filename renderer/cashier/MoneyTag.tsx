// How far a visit or a receipt is paid, in a word and an icon; the colour only helps.
import { IconCircle, IconCircleCheck, IconCircleHalf2, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VisitMoneyState } from '../../domain/visit-fee.ts';
import type { ReceiptState } from '../../domain/receipts.ts';
import { Tag } from '../setup/Tag.tsx';
import classes from './cashier.module.css';

const looks = {
  free: { icon: IconCircle, tone: 'off' },
  due: { icon: IconCircle, tone: 'wait' },
  open: { icon: IconCircle, tone: 'wait' },
  part: { icon: IconCircleHalf2, tone: 'wait' },
  paid: { icon: IconCircleCheck, tone: 'on' },
  voided: { icon: IconCircleX, tone: 'off' },
} as const;

export function MoneyTag({ state }: { state: VisitMoneyState | ReceiptState }) {
  const { t } = useTranslation('cashier');
  const { icon: Icon, tone } = looks[state];
  return (
    <Tag tone={tone}>
      <span className={classes.tag}>
        <Icon size={13} stroke={2.2} aria-hidden />
        {t(`state.${state}`)}
      </span>
    </Tag>
  );
}
