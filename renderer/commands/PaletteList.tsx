// The lines of the palette under their headings. The keyboard stays in the box above; the mouse may press a line.
import type { Ref } from 'react';
import { KeyCaps } from '../app/KeyCaps.tsx';
import { PatientHitRow } from '../patients/PatientHitRow.tsx';
import classes from './Palette.module.css';
import type { PaletteGroup, PaletteItem } from './palette-item.ts';

type PaletteListProps = {
  ref: Ref<HTMLDivElement>;
  id: string;
  groups: PaletteGroup[];
  chosen: PaletteItem | undefined;
  optionId: (item: PaletteItem) => string;
  onRun: (item: PaletteItem) => void;
};

export function PaletteList({ ref, id, groups, chosen, optionId, onRun }: PaletteListProps) {
  return (
    <div
      ref={ref}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={groups[0]?.title ?? id}
      className={classes.list}
    >
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={group.title}>
          <div className={classes.heading} aria-hidden>
            {group.title}
          </div>
          {group.items.map((item) => (
            <div
              key={item.id}
              id={optionId(item)}
              role="option"
              aria-selected={item === chosen}
              aria-disabled={(item.whyOff ?? null) !== null}
              className={classes.item}
              // Not the click: the box would lose the keyboard first.
              onMouseDown={(event) => {
                event.preventDefault();
                onRun(item);
              }}
            >
              <Line item={item} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function Line({ item }: { item: PaletteItem }) {
  if (item.patient) return <PatientHitRow patient={item.patient} />;
  const detail = item.whyOff ?? item.detail;
  return (
    <>
      <span className={classes.title}>{item.title}</span>
      {detail && <span className={classes.detail}>{detail}</span>}
      {item.shortcut && <KeyCaps keys={item.shortcut} />}
    </>
  );
}
