// One part of the clinic's form: what it is about beside its fields; and the unit that stands in a field.
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ClinicSection.module.css';

export const Unit = ({ text }: { text: string }) => <span className={classes.unit}>{text}</span>;

export function Part({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <div>
        <Title order={2}>{title}</Title>
        <p className={classes.hint}>{hint}</p>
      </div>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
