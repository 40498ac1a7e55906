// Paper beside the screen: what lies ready for a day without this PC, and taking it back in afterwards.
import { useMay } from '../app/desk-context.tsx';
import { PaperEntry } from './PaperEntry.tsx';
import { PaperPack } from './PaperPack.tsx';
import classes from './Paper.module.css';

export function PaperPage() {
  const mayEnter = useMay('appointment.book');
  return (
    <div className={classes.page}>
      <PaperPack />
      {mayEnter && <PaperEntry />}
    </div>
  );
}
